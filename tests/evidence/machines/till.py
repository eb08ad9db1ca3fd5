"""The till: two drawers, bills held, paid, voided, given back in parts, discounts asked for, cash moved and counted."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction

from modules.sales import public as sales
from modules.sales.errors import SessionNotOpen
from modules.sales.models import OrderLine, Refund, RegisterSession
from modules.sales.selectors.refundable import refundable
from modules.sales.selectors.refunding import plan_refund
from modules.sales.selectors.takings import drawer
from tests.evidence.machines.accounts import (
    COMPANY_STATES,
    DEBTOR_STATES,
    ON_ACCOUNT,
    PATIENT_STATES,
    Accounts,
    new_company,
)
from tests.evidence.machines.baskets import basket, tenders_for, total_of
from tests.evidence.machines.clinic import Clinic, Premises, register_state
from tests.evidence.machines.laws import BOOKS, TILL, Books
from tests.evidence.machines.story import Event, Pick, Picture, World, event

D = Decimal
ORDER_STATES = ("draft", "awaiting_payment", "paid", "partly_refunded", "refunded", "voided")
UNPAID = "draft awaiting_payment"
REFUND_STATES = ("requested", "approved", "paid", "refused", "withdrawn")
DISCOUNT_STATES = ("requested", "approved", "refused", "withdrawn")


def sell(world: "TillWorld", register: int, pick: Pick) -> object:
    """A sale at a register, with a few baht off the whole now and then."""
    lines = basket(world, pick)
    off = D(pick.size) / 100 if pick.size % 3 == 0 else None
    total = total_of(lines) - (off or 0)
    return sales.check_out(
        register_session=world.session_of(register),
        lines=lines,
        tenders=tenders_for(total, pick),
        expected_total=total,
        order_discount=sales.DiscountIn(amount=off) if off else None,
        by=world.somebody(pick),
        at=world.later(),
    )


def open_drawer(world: "TillWorld", register: int, pick: Pick) -> object:
    """With a float."""
    return sales.open_register_session(
        register_id=register, float_amount=D(pick.size * 50), by=world.cashier, at=world.later()
    )


def move(direction: str) -> Any:
    """Cash in, or out."""

    def moved(world: "TillWorld", register: int, pick: Pick) -> object:
        return sales.move_cash(
            register_session_id=world.session_of(register),
            direction=direction,
            amount=D(pick.size),
            reason="change",
            by=world.somebody(pick),
            at=world.later(),
        )

    return moved


def begin_count(world: "TillWorld", register: int, pick: Pick) -> object:
    """Sell no more."""
    return sales.start_count(register_session_id=world.session_of(register), by=world.somebody(pick), at=world.later())


def count_it(world: "TillWorld", register: int, pick: Pick) -> object:
    """What is there, or nearly."""
    session = world.session_row(register)
    there = drawer(session).expected + {3: D(-5), 4: D("0.25"), 5: D(150)}.get(pick.way, D(0))
    satang = int(max(there, D(0)) * 100)
    pieces = [
        sales.Pieces(denomination=D("1.00"), pieces=satang // 100),
        sales.Pieces(denomination=D("0.01"), pieces=satang % 100),
    ]
    return sales.count_drawer(register_session_id=session.pk, counted=pieces, by=world.somebody(pick), at=world.later())


def close_it(world: "TillWorld", register: int, pick: Pick) -> object:
    """The shift is over; a large difference only with a manager and a reason."""
    return sales.close_register_session(
        register_session_id=world.session_of(register),
        by=world.manager if pick.way % 2 else world.cashier,
        at=world.later(),
        reason="counted twice" if pick.size % 2 else "",
    )


def draft(world: "TillWorld", _branch: int, pick: Pick) -> object:
    """Put a bill down."""
    return sales.draft_order(branch_id=world.branch.pk, lines=basket(world, pick), by=world.cashier, at=world.later())


def rewrite(world: "TillWorld", order: int, pick: Pick) -> object:
    """Other lines on the same bill."""
    return sales.draft_order(
        branch_id=world.branch.pk, order_id=order, lines=basket(world, pick), by=world.cashier, at=world.later()
    )


def hold(world: "TillWorld", order: int, _pick: Pick) -> object:
    """Put it aside."""
    return sales.hold_order(order_id=order, by=world.cashier, at=world.later(), reason="purse at home")


def drop(world: "TillWorld", order: int, _pick: Pick) -> object:
    """Nobody will pay it."""
    return sales.drop_order(order_id=order, by=world.cashier, at=world.later(), reason="left")


def pay(world: "TillWorld", order: int, pick: Pick) -> object:
    """Pay what was put down, with what was approved off."""
    rows = OrderLine.objects.filter(order=order).order_by("position")
    lines = [
        sales.LineIn(key=row.key, product_id=row.product_id, quantity=row.quantity, unit_price=row.unit_price)
        for row in rows
    ]
    off = D("30.00") if pick.size % 2 and total_of(lines) > 30 else None
    total = total_of(lines) - (off or 0)
    return sales.check_out(
        order_id=order,
        register_session=world.session_of(world.registers[pick.size % 2].pk),
        lines=lines,
        tenders=tenders_for(total, pick),
        expected_total=total,
        order_discount=sales.DiscountIn(amount=off) if off else None,
        by=world.cashier,
        at=world.later(),
    )


def void(world: "TillWorld", order: int, pick: Pick) -> object:
    """Undo a sale of this session."""
    return sales.void_order(
        order_id=order, reason="wrong patient", by=world.cashier if pick.way == 7 else world.manager, at=world.later()
    )


def some_back(order: int, pick: Pick) -> tuple[list[sales.RefundLineIn], Decimal]:
    """One line in part, or all that is left of the bill; and what it comes to."""
    _sale, found = refundable(order)
    lines = [each for each in found.values() if each.has_left] or list(found.values())
    chosen = lines if pick.way % 3 == 0 else [pick.of(lines)]
    asked = [
        sales.RefundLineIn(
            line_id=each.line.line_id,
            quantity=each.left if pick.way % 2 else max(D(1), (each.left / 2).quantize(D(1))),
            goods=("stock", "loss")[pick.size % 2],
        )
        for each in chosen
    ]
    return asked, sum((line.gross for line in plan_refund(found, asked)), D("0.00"))


def give_back(world: "TillWorld", order: int, pick: Pick) -> object:
    """Lines back, at once; a cashier has a limit."""
    asked, total = some_back(order, pick)
    return sales.refund_order(
        order_id=order,
        register_session=world.session_of(world.registers[pick.size % 2].pk),
        lines=asked,
        tenders=tenders_for(total, pick, change=False),
        reason="rash",
        by=world.cashier if pick.way > 8 else world.manager,
        at=world.later(),
    )


def ask_back(world: "TillWorld", order: int, pick: Pick) -> object:
    """Ask for a refund."""
    asked, _total = some_back(order, pick)
    return sales.request_refund(order_id=order, lines=asked, reason="rash", by=world.cashier, at=world.later())


def decide_refund(verb: Any) -> Any:
    """Approve, refuse, reopen: now and then by whoever asked."""

    def decided(world: "TillWorld", refund: int, pick: Pick) -> object:
        by = world.cashier if pick.way == 7 else world.manager
        return verb(refund_id=refund, by=by, at=world.later())

    return decided


def pay_back(world: "TillWorld", refund: int, pick: Pick) -> object:
    """Pay an approved refund out."""
    total = world.refund_total(refund)
    return sales.pay_refund(
        refund_id=refund,
        register_session=world.session_of(world.registers[pick.size % 2].pk),
        tenders=tenders_for(total, pick, change=False),
        by=world.cashier,
        at=world.later(),
    )


def ask_discount(world: "TillWorld", order: int, pick: Pick) -> object:
    """More off than a cashier may give."""
    return sales.request_discount(
        order_id=order, percent=D(10 + pick.size), reason="friend", by=world.cashier, at=world.later()
    )


def decide_discount(verb: Any) -> Any:
    """Approve, refuse, withdraw, reopen."""

    def decided(world: "TillWorld", request: int, pick: Pick) -> object:
        by = world.cashier if (pick.way == 7) != (verb is sales.withdraw_discount_request) else world.manager
        return verb(discount_request_id=request, by=by, at=world.later())

    return decided


EVENTS: Sequence[Event] = (
    event("open", "register", "closed", open_drawer),
    event("sell", "register", "open", sell),
    event("cash_in", "register", "open", move("in")),
    event("cash_out", "register", "open", move("out")),
    event("start_count", "register", "open", begin_count),
    event("count", "register", "counting", count_it),
    event("close", "register", "counting", close_it),
    event("draft", "branch", "there", draft),
    event("rewrite", "order", UNPAID, rewrite),
    event("hold", "order", UNPAID, hold),
    event("drop", "order", UNPAID, drop),
    event("pay", "order", UNPAID, pay),
    event("void", "order", "paid", void),
    event("give_back", "order", "paid partly_refunded", give_back),
    event("ask_back", "order", "paid partly_refunded", ask_back),
    event("ask_discount", "order", UNPAID, ask_discount),
    event("approve", "refund", "requested", decide_refund(sales.approve_refund)),
    event("refuse", "refund", "requested", decide_refund(sales.refuse_refund)),
    event("withdraw", "refund", "requested approved", decide_refund(sales.withdraw_refund)),
    event("reopen", "refund", "approved", decide_refund(sales.reopen_refund)),
    event("pay", "refund", "approved", pay_back),
    event("approve", "discount", "requested", decide_discount(sales.approve_discount_request)),
    event("refuse", "discount", "requested", decide_discount(sales.refuse_discount_request)),
    event("withdraw", "discount", "requested", decide_discount(sales.withdraw_discount_request)),
    event("reopen", "discount", "approved", decide_discount(sales.reopen_discount_request)),
    *ON_ACCOUNT,
)


class TillWorld(Accounts, Premises, World):
    """One run."""

    events: ClassVar[Sequence[Event]] = EVENTS
    states: ClassVar[dict[str, Sequence[str]]] = {
        "register": ("closed", "open", "counting"),
        "branch": ("there",),
        "order": ORDER_STATES,
        "refund": REFUND_STATES,
        "discount": DISCOUNT_STATES,
        "patient": PATIENT_STATES,
        "company": COMPANY_STATES,
        "debtor": DEBTOR_STATES,
    }

    def __init__(self, clinic: Clinic, books: Books) -> None:
        self.floors = books.floors()
        self.books = books
        Premises.__init__(self, clinic)
        self.given = {**self.floors, "branch": self.branch.pk, "code": self.code}
        with transaction.atomic():  # one of the two; the other waits for its event
            open_drawer(self, self.registers[0].pk, Pick(place=0, size=30, way=1))
            new_company(self)

    def look(self) -> Picture:
        """Ask the database."""
        return self.books.look(self.given)

    def somebody(self, pick: Pick) -> Any:
        """The cashier; now and then one whose drawer it is not, or the manager."""
        return {9: self.second, 10: self.manager}.get(pick.way, self.cashier)

    def session_row(self, register: int) -> Any:
        """The newest session's row."""
        found = RegisterSession.objects.filter(register=register).order_by("-pk").first()
        if found is None:
            raise SessionNotOpen()
        return found

    def refund_total(self, refund: int) -> Decimal:
        """What is to be paid back."""
        return Refund.objects.get(pk=refund).total


def till_books(link: Any) -> Books:
    """The laws and records of the till."""
    return Books(
        link,
        laws=BOOKS | TILL,
        nouns={
            "register": register_state(),
            "branch": "SELECT id, 'there' AS state FROM access_branch WHERE id = %(branch)s",
            "order": "SELECT id, state FROM sales_order WHERE id > %(order)s",
            "refund": "SELECT id, state FROM sales_refund WHERE id > %(refund)s",
            "discount": "SELECT id, state FROM sales_discountrequest WHERE id > %(discount)s",
            **Accounts.nouns,
        },
        marks=MARKS,
    )


MARKS = (
    "SELECT id, version, total, number FROM sales_order WHERE id > %(order)s",
    "SELECT id, version, number FROM sales_refund WHERE id > %(refund)s",
    "SELECT id, version, number FROM sales_registersession WHERE id > %(session)s",
    "SELECT id, version FROM sales_customer WHERE id > %(customer)s",
    "SELECT count(*), coalesce(sum(amount), 0) FROM sales_creditmovement WHERE id > %(credit)s",
    "SELECT count(*) FROM sales_remittance WHERE id > %(remittance)s",
    "SELECT count(*) FROM ledger_journalline WHERE entry_id > %(entry)s",
    "SELECT count(*) FROM events_outboxevent WHERE id > %(fact)s",
    "SELECT key, last FROM sequences_numberseries WHERE key LIKE '%%/' || %(code)s::text || '/%%'",
)
