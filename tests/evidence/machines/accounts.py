"""Money that is not a sale's own: deposits and credit of patients, companies that buy on account and pay later."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from modules.sales import public as sales
from modules.sales.selectors.open_items import open_bills
from modules.sales.services.take_deposit import pay_back_deposit, take_deposit
from tests.evidence.machines.baskets import basket, tenders_for, total_of
from tests.evidence.machines.laws import OPEN
from tests.evidence.machines.story import Event, Pick, event

D = Decimal
PATIENT_STATES = ("without", "with_credit")
COMPANY_STATES = ("requested", "approved", "refused")
DEBTOR_STATES = ("clear", "owing")
TAX_ID = "0105561234560"
LIMIT = D("9000.00")


class Accounts:
    """What a world with these events shows of them."""

    nouns: ClassVar[dict[str, str]] = {
        "patient": (
            "SELECT p.id, CASE WHEN coalesce(c.balance, 0) > 0 THEN 'with_credit' ELSE 'without' END AS state"
            " FROM patients_patient p LEFT JOIN sales_customercredit c ON c.patient_id = p.id"
        ),
        "company": "SELECT id, state FROM sales_customer WHERE id > %(customer)s",
        "debtor": (
            "SELECT c.id, CASE WHEN coalesce(sum(b.open), 0) > 0 THEN 'owing' ELSE 'clear' END AS state"
            f" FROM sales_customer c LEFT JOIN ({OPEN}) b ON b.customer_id = c.id"
            " WHERE c.id > %(customer)s GROUP BY c.id"
        ),
    }


def new_company(world: Any) -> int:
    """A company asks to buy on account; in every other story it may from the beginning."""
    customer = sales.add_customer(
        name=f"Company {world.code}",
        tax_id=TAX_ID,
        tax_branch_code=f"{world.branch.pk % 100_000:05d}",
        address="1 Silom, Bangkok",
        credit_limit=LIMIT,
        by=world.cashier,
        at=world.later(),
    )
    if customer.pk % 2:
        sales.approve_customer(customer_id=customer.pk, by=world.manager, at=world.later())
    return int(customer.pk)


def session(world: Any, pick: Pick) -> int:
    """One of the two drawers, open or not."""
    return int(world.session_of(world.registers[pick.size % 2].pk))


def leave_deposit(world: Any, patient: int, pick: Pick) -> object:
    """Money for later."""
    amount = D(pick.size * 25)
    return take_deposit(
        patient=patient,
        register_session=session(world, pick),
        tenders=tenders_for(amount, pick),
        by=world.cashier,
        at=world.later(),
    )


def take_back_deposit(world: Any, patient: int, pick: Pick) -> object:
    """Some of it back: now and then more than there is."""
    there = sales.credit_of(patient)
    amount = (there / (1 + pick.place % 3)).quantize(D("0.01")) if there and pick.way else there + 1
    return pay_back_deposit(
        patient=patient,
        register_session=session(world, pick),
        tenders=tenders_for(amount, pick, change=False) if pick.way not in (6, 8) else [_cash(amount)],
        note="moves away",
        by=world.cashier,
        at=world.later(),
    )


def _cash(amount: Decimal) -> sales.TenderIn:
    return sales.TenderIn(kind="cash", amount=amount)


def spend_credit(world: Any, patient: int, pick: Pick) -> object:
    """A sale paid with credit as far as it goes, the rest in cash; now and then with more than there is."""
    lines = basket(world, pick)
    total, there = total_of(lines), sales.credit_of(patient)
    spent = min(total, there) if there and pick.way else total + 0
    rest = total - spent
    return sales.check_out(
        register_session=session(world, pick),
        lines=lines,
        tenders=[
            *([sales.TenderIn(kind="credit", amount=spent)] if spent else []),
            *([sales.TenderIn(kind="cash", amount=rest, tendered=rest)] if rest else []),
        ],
        expected_total=total,
        patient=patient,
        by=world.cashier,
        at=world.later(),
    )


def sell_on_account(world: Any, company: int, pick: Pick) -> object:
    """A bill that the company owes; part of it now and then paid at once."""
    lines = basket(world, pick)
    total = total_of(lines)
    at_once = (total / 3).quantize(D("0.01")) if pick.way % 4 == 0 else D(0)
    return sales.check_out(
        register_session=session(world, pick),
        lines=lines,
        tenders=[
            sales.TenderIn(kind="on_account", amount=total - at_once, customer=company),
            *([sales.TenderIn(kind="card", amount=at_once)] if at_once else []),
        ],
        expected_total=total,
        patient=pick.of(world.clinic.patients) if pick.way % 2 else None,
        by=world.cashier,
        at=world.later(),
    )


def collect(world: Any, company: int, pick: Pick) -> object:
    """What it owes, of one bill or all: in part, whole, now and then too much; at a drawer or by transfer."""
    bills = open_bills(customer_id=company)
    chosen = bills if pick.way % 3 == 0 else [pick.of(bills)] if bills else []
    extra = D("0.01") if pick.way == 5 else D(0)
    part = 1 + pick.place % 2
    lines = [sales.CollectIn(order_id=each.order_id, amount=(each.open / part).quantize(D("0.01")) + extra)
             for each in chosen]  # fmt: skip
    total = sum((line.amount for line in lines), D("0.00"))
    at_drawer = pick.size % 3 != 0
    tender = _cash(total) if at_drawer else sales.TenderIn(kind="transfer", amount=total, reference=f"TR{pick.size}")
    return sales.collect(
        customer_id=company,
        lines=lines,
        tenders=[tender] if total else [],
        register_session=session(world, pick) if at_drawer else None,
        branch_id=None if at_drawer else world.branch.pk,
        by=world.cashier,
        at=world.later(),
    )


def decide_company(verb: Any) -> Any:
    """By the manager; now and then by whoever asked."""

    def decided(world: Any, company: int, pick: Pick) -> object:
        return verb(customer_id=company, by=world.cashier if pick.way == 7 else world.manager, at=world.later())

    return decided


ON_ACCOUNT: Sequence[Event] = (
    event("deposit", "patient", "without with_credit", leave_deposit),
    event("pay_back", "patient", "with_credit", take_back_deposit),
    event("spend", "patient", "with_credit", spend_credit),
    event("approve", "company", "requested", decide_company(sales.approve_customer)),
    event("refuse", "company", "requested", decide_company(sales.refuse_customer)),
    event("reopen", "company", "approved refused", decide_company(sales.reopen_customer)),
    event("sell", "company", "approved", sell_on_account),
    event("collect", "debtor", "owing", collect),  # also when its terms are being decided anew
)
