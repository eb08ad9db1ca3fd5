"""November as a bookkeeper tells it. Every figure below was worked out by hand, on paper, from the bills alone.

Goods cost: serum 400.00 apiece (ten for 4,000.00), pills 2.00 apiece (a hundred for 200.00). VAT 7 % is inside prices.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from erp.kernel.access.models import Staff
from erp.kernel.testing.fixtures import BANGKOK
from modules.commissions.seed import plans
from modules.commissions.services.decide_settlement import approve_commission_settlement, pay_commission_settlement
from modules.commissions.services.submit_settlement import submit_settlement
from modules.courses.models import UserCourseBalance
from modules.courses.public import ComponentIn, approve_change, create_template, expire_due, offer_template
from modules.courses.services.course_changes import request_transfer
from modules.courses.services.freeze_balance import freeze_balance, unfreeze_balance
from modules.inventory.data import ReceiptIn
from modules.inventory.public import open_stock
from modules.ledger import public as ledger
from modules.ledger.selectors.aged_receivables import aged_receivables
from modules.ledger.selectors.vat_listing import vat_listing
from modules.ledger.tests.books import Journal, Period
from modules.patients import public as patients
from modules.sales import public as sales
from modules.sales.data import CollectIn, CoverIn, DiscountIn, LineIn, RefundLineIn, ShareIn, TenderIn
from modules.sales.models import OrderLine
from modules.sales.selectors.takings import drawer
from modules.sales.services.customers import add_customer
from modules.sales.services.issue_invoice import issue_invoice
from modules.sales.services.register_sessions import (
    Pieces,
    close_register_session,
    count_drawer,
    open_register_session,
    start_count,
)

D = Decimal
TAX_ID = "0105561234560"
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)

TRIAL_BALANCE = {
    "1120": "10560.00",  # safe: all cash of the drawers, 10.00 were missing on the second
    "1125": "-1275.50",  # bank: rent 1,200.50, commissions 75.00
    "1131": "1070.00",  # card: 2,140.00, of which 1,070.00 went back
    "1132": "2000.00",  # PromptPay: the rest of the mixed bill
    "1140": "570.00",  # receivable: a serum on account, of which 500.00 were collected
    "1150": "2580.00",  # stock: 4,200.00 less five serums and ten pills, one serum back
    "2120": "-930.00",  # customer credit: a deposit of 2,000.00, of which 1,070.00 bought a serum
    "2130": "-1000.00",  # course liability: the facial that Somchai has left
    "2140": "-415.47",  # output VAT
    "3100": "-4200.00",  # capital: the opening stock
    "4110": "-2929.39",  # treatments: 1,500.00 and 1,429.39
    "4120": "-47.64",  # drugs: 50.98 less 3.34 VAT
    "4130": "-3952.93",  # retail: 2,000.00 + 952.93 + 2 × 1,000.00 − 1,000.00
    "4140": "-3934.57",  # courses used: 2 × 1,000.00, 1,000.00, and Somchai's laser 934.57
    "4150": "-1000.00",  # Wichai's course that nobody used
    "5120": "1620.00",  # cost: 800.00 + 420.00 + 2 × 400.00 − 400.00
    "5210": "75.00",  # commission: 5 % of 1,500.00; that of the voided bill was taken back
    "5230": "1200.50",  # rent
    "5310": "10.00",  # over and short
}
VAT = [
    ("2000.00", "140.00"),  # two serums by card
    ("0.00", "0.00"),  # the mixed bill's abbreviated invoice, swapped
    ("1000.57", "70.04"),  # ... and its full one: 123.50 off
    ("311.52", "21.81"),  # first instalment: 333.33 of it bear VAT
    ("311.52", "21.81"),  # second
    ("311.53", "21.81"),  # third: 333.34
    ("934.58", "65.42"),  # Nida's course
    ("-934.58", "-65.42"),  # ... given back
    ("1000.00", "70.00"),  # Wichai's course
    ("1000.00", "70.00"),  # a serum from the deposit
    ("-1000.00", "-70.00"),  # a serum given back
    ("1000.00", "70.00"),  # a serum on account
]


def on(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=BANGKOK)


@pytest.fixture
def house(product_of: Callable[..., Any], branch: Any) -> SimpleNamespace:
    """What is sold, and what is on the shelf on the first."""
    plans.load()
    facial = product_of("treatment", "FACIAL", "1500.00")
    serum = product_of("retail", "SERUM", "1070.00", tracks_stock=True)
    pill = product_of("drug", "PILL", "5.35", tracks_stock=True)
    laser = product_of("treatment", "LASER", "1000.00")
    laser.tax_code = serum.tax_code
    laser.save()
    receipts = [ReceiptIn(serum.pk, D(10), D("4000.00")), ReceiptIn(pill.pk, D(100), D("200.00"))]
    open_stock(branch_id=branch.pk, lines=receipts, by=None, at=on(1))
    glow, quick = product_of("course", "GLOW", "4000.00"), product_of("course", "QUICK", "1070.00")
    course(glow, 365, (facial, 3, "3000"), (laser, 1, "1000"))
    course(quick, 10, (laser, 2, "1070"))
    return SimpleNamespace(facial=facial, serum=serum, pill=pill, laser=laser, glow=glow, quick=quick)


def course(product: Any, days: int, *components: tuple[Any, int, str]) -> None:
    parts = [ComponentIn(product_id=one.pk, sessions=count, weight=D(weight)) for one, count, weight in components]
    template = create_template(product_id=product.pk, components=parts, validity_days=days, by=None, at=on(1))
    offer_template(course_template_id=template.pk, by=None, at=on(1))


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    def known(name: str) -> int:
        return patients.register_patient(by=None, at=on(1), first_name_th=name).id

    return SimpleNamespace(mali=known("มาลี"), somchai=known("สมชาย"), nida=known("นิดา"), wichai=known("วิชัย"))


@pytest.fixture
def shift(branch: Any, cashier: Any) -> Callable[..., Any]:
    """A day at the till: `with shift(2, short="10.00") as till:`; at its end the drawer is counted and closed."""
    register = sales.open_register(branch_id=branch.pk, code="01", name="Front desk")

    class Shift:
        def __init__(self, day: int, float_amount: str = "1000.00", short: str = "0.00") -> None:
            self.at, self.float_amount, self.short = on(day), D(float_amount), D(short)

        def __enter__(self) -> "Shift":
            self.session = open_register_session(
                register_id=register.pk, float_amount=self.float_amount, by=cashier, at=self.at
            )
            return self

        def sell(
            self,
            *lines: LineIn,
            patient: int | None = None,
            discount: str = "",
            company: int | None = None,
            **tenders: str,
        ) -> Any:
            paid = [
                TenderIn(
                    kind=kind,
                    amount=D(amount),
                    reference="R1" if kind == "promptpay" else "",
                    customer=company if kind == "on_account" else None,
                )
                for kind, amount in tenders.items()
            ]
            return sales.check_out(
                register_session=self.session.pk,
                lines=lines,
                tenders=paid,
                expected_total=sum((one.amount for one in paid), D("0.00")),
                order_discount=DiscountIn(amount=D(discount)) if discount else None,
                patient=patient,
                by=cashier,
                at=self.at,
            )

        def __exit__(self, *failed: object) -> None:
            if failed[0] is not None:
                return
            of = {"register_session_id": self.session.pk, "by": cashier, "at": self.at}
            start_count(**of)
            expected = self.expected() - self.short
            count_drawer(counted=[Pieces(denomination=D("0.01"), pieces=int(expected * 100))], **of)
            close_register_session(**of)

        def expected(self) -> Decimal:
            return drawer(self.session).expected

    return Shift


def line(product: Any, price: str, quantity: int = 1, **more: Any) -> LineIn:
    key = more.pop("key", product.code)
    return LineIn(key=key, product_id=product.pk, quantity=D(quantity), unit_price=D(price), **more)


def used(product: Any, price: str, balance: UserCourseBalance, quantity: int = 1) -> LineIn:
    return line(product, price, quantity, cover=CoverIn(kind="course", balance_id=balance.pk))


def course_of(patient: int) -> UserCourseBalance:
    return UserCourseBalance.objects.get(patient=patient)


def given_back(paid: Any, shift: Any, *, quantity: int, by: Any, **tenders: str) -> Any:
    sold = OrderLine.objects.get(order=paid.order_id)
    return sales.refund_order(
        order_id=paid.order_id,
        register_session=shift.session.pk,
        lines=[RefundLineIn(line_id=sold.pk, quantity=D(quantity), goods="stock" if sold.cost else "")],
        tenders=[TenderIn(kind=kind, amount=D(amount)) for kind, amount in tenders.items()],
        reason="Given back",
        by=by,
        at=shift.at,
    )


@pytest.fixture
def november(house, people, shift, branch, manager, accountant, user_of, drain) -> None:
    """The month, day by day."""
    seller = Staff.objects.create(name="Ploy", kind="therapist", branch=branch)
    whole = (ShareIn(staff_id=seller.pk, percent=D(100)),)
    with shift(2, short="10.00") as till:
        till.sell(line(house.facial, "1500.00", shares=whole), cash="1500.00")
        serums = till.sell(line(house.serum, "1070.00", 2), card="2140.00")
        mixed = (line(house.facial, "1500.00"), line(house.serum, "1070.00"), line(house.pill, "5.35", 10))
        bill = till.sell(*mixed, discount="123.50", cash="500.00", promptpay="2000.00")
    with shift(3) as till:
        till.sell(line(house.glow, "1333.33", pays="courses.plan:3x3"), patient=people.mali, cash="1333.33")
    mali = course_of(people.mali)
    second, third = mali.instalments.order_by("no")[1:]
    with shift(4) as till:
        till.sell(used(house.facial, "1500.00", mali), patient=people.mali)
    with shift(5) as till:
        till.sell(line(house.glow, "1333.33", pays=second.reference), patient=people.mali, cash="1333.33")
        till.sell(used(house.facial, "1500.00", mali), patient=people.mali)
    freeze_balance(user_course_balance_id=mali.pk, reason="Travels", by=manager, at=on(6))
    unfreeze_balance(user_course_balance_id=mali.pk, by=manager, at=on(9))
    with shift(9) as till:
        till.sell(line(house.glow, "1333.34", pays=third.reference), patient=people.mali, cash="1333.34")
    with shift(10) as till:
        glow = till.sell(line(house.glow, "4000.00"), patient=people.nida, cash="4000.00")
    asked = request_transfer(
        user_course_balance_id=mali.pk, patient=people.somchai, reason="Her brother", by=accountant, at=on(10)
    )
    approve_change(course_change_id=asked.pk, by=manager, at=on(10, 14))
    with shift(11) as till:
        till.sell(used(house.facial, "1500.00", course_of(people.nida)), patient=people.nida)
    with shift(12, "3000.00") as till:
        given_back(glow, till, quantity=1, by=manager, cash="3000.00")
        till.sell(line(house.quick, "1070.00"), patient=people.wichai, cash="1070.00")
    with shift(13) as till:
        deposit = [TenderIn(kind="cash", amount=D("2000.00"))]
        sales.take_deposit(
            patient=people.mali,
            register_session=till.session.pk,
            tenders=deposit,
            by=till.session.opened_by,
            at=till.at,
        )
    with shift(14) as till:
        till.sell(line(house.serum, "1070.00"), patient=people.mali, credit="1070.00")
    with shift(16) as till:
        given_back(serums, till, quantity=1, by=manager, card="1070.00")
    with shift(17) as till:
        wrong = till.sell(line(house.facial, "1500.00", shares=whole), cash="1500.00")
        drain()
        sales.void_order(order_id=wrong.order_id, reason="Wrong patient", by=manager, at=till.at)
    siam = add_customer(
        name="Siam Beauty Co., Ltd.",
        tax_id=TAX_ID,
        address="1 Rama IV Road, Bangkok",
        credit_limit=D("5000.00"),
        by=accountant,
        at=on(18),
    )
    sales.approve_customer(customer_id=siam.pk, by=manager, at=on(18))
    with shift(18) as till:
        debt = till.sell(line(house.serum, "1070.00"), company=siam.pk, on_account="1070.00")
    issue_invoice(
        order_id=bill.order_id, name="Mali Ltd.", tax_id=TAX_ID, address="2 Silom Road", by=manager, at=on(19)
    )
    expire_due(on=date(2026, 11, 23), at=on(23, 3))
    with shift(24) as till:
        till.sell(used(house.laser, "1000.00", course_of(people.somchai)), patient=people.somchai)
    with shift(25) as till:
        sales.collect(
            customer_id=siam.pk,
            register_session=till.session.pk,
            lines=[CollectIn(order_id=debt.order_id, amount=D("500.00"))],
            tenders=[TenderIn(kind="cash", amount=D("500.00"))],
            by=till.session.opened_by,
            at=till.at,
        )
    drain()
    rent = ledger.draft_entry(
        journal_id=Journal.objects.get(code="general").pk,
        branch_id=branch.pk,
        entry_on=date(2026, 11, 25),
        lines=[ledger.LineIn("5230", debit=D("1200.50")), ledger.LineIn("1125", credit=D("1200.50"))],
        memo="Rent",
        by=accountant,
        at=on(25),
    )
    ledger.post_draft(journal_entry_id=rent.pk, by=accountant, at=on(25))
    settlement = submit_settlement(branch_id=branch.pk, until_on=LAST, by=manager, at=on(30))
    approve_commission_settlement(commission_settlement_id=settlement.pk, by=user_of("manager", "two"), at=on(30, 13))
    pay_commission_settlement(commission_settlement_id=settlement.pk, by=accountant, at=on(30, 14))
    drain()
    period = Period.objects.get(starts_on=FIRST)
    ledger.start_closing_period(period_id=period.pk, by=accountant, at=on(30, 18))
    ledger.close_period(period_id=period.pk, by=accountant, at=on(30, 19))


def test_the_month_is_as_the_bookkeeper_has_it(november, people) -> None:
    rows = ledger.balances(from_on=FIRST, to_on=LAST)
    assert {row.code: str(row.closing) for row in rows if row.closing} == TRIAL_BALANCE
    listing = vat_listing(from_on=FIRST, to_on=LAST)
    assert [(str(row.base), str(row.vat)) for row in listing.rows] == VAT
    assert (listing.base, listing.vat) == (D("5935.14"), D("415.47"))
    proofs = {row.code: (row.subledger, row.difference) for row in ledger.proofs()}
    assert {code: difference for code, (_figure, difference) in proofs.items() if difference} == {}
    assert proofs["course_liability"][0] == D("1000.00")
    owed = aged_receivables(as_of=LAST)
    assert [(one.title, one.amounts.total) for one in owed.parties] == [("Siam Beauty Co., Ltd.", D("570.00"))]
    assert owed.difference == 0
    frozen_for = course_of(people.somchai).valid_until - date(2026, 11, 3)
    assert frozen_for.days == 365 + 3
    assert Period.objects.get(starts_on=FIRST).state == "closed"
    assert [row.difference for row in ledger.proofs(as_of=date(2026, 11, 13))] == [D("0.00")] * len(proofs)
