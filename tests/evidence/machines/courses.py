"""Courses: sold, used at the till, held for visits, given back, paused, expired, brought back, refunded, voided."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from modules.courses.models import CourseAllowance, CourseHold, CourseInstalment, UserCourseBalance
from modules.courses.public import approve_change, expire_due, refuse_change
from modules.courses.selectors.instalment_plans import plan_named
from modules.courses.services.course_changes import (
    request_extension,
    request_reinstating,
    request_transfer,
    withdraw_change,
)
from modules.courses.services.expire_balances import expire_balance
from modules.courses.services.freeze_balance import freeze_balance, unfreeze_balance
from modules.courses.services.hold_sessions import HoldAsk, hold_sessions, release_holds
from modules.sales import public as sales
from modules.sales.models import OrderLine
from tests.evidence.machines.clinic import PRICES, Clinic, Premises
from tests.evidence.machines.laws import BOOKS, COURSES, TILL, Books
from tests.evidence.machines.story import Event, Pick, Picture, World, event
from tests.evidence.machines.till import MARKS, some_back, tenders_for

D = Decimal
COURSE_STATES = ("active", "frozen", "exhausted", "expired", "refunded", "transferred")
PAID_STATES = ("paid", "partly_refunded", "refunded", "voided")
EVERYWHERE = "active frozen exhausted expired refunded transferred"


def sell(world: "CoursesWorld", _branch: int, pick: Pick) -> object:
    """One course or two on a line, now and then a few baht off."""
    quantity = D(1 + pick.way % 2)
    off = D(pick.size) / 100 if pick.size % 3 else None
    total = quantity * PRICES["GLOW"] - (off or 0)
    line = sales.LineIn(
        key="c", product_id=world.clinic.products["GLOW"].pk, quantity=quantity, unit_price=PRICES["GLOW"]
    )
    return world.check_out(
        [line],
        patient=pick.of(world.clinic.patients),
        total=total,
        tenders=tenders_for(total, pick),
        off=sales.DiscountIn(amount=off) if off else None,
    )


def sell_in_parts(world: "CoursesWorld", _branch: int, pick: Pick) -> object:
    """The first of two or three instalments."""
    plan = f"courses.plan:{2 + pick.way % 2}x30"
    terms = plan_named(plan)
    assert terms is not None
    return world.pay_a_part(plan, terms.amounts(PRICES["GLOW"])[0], pick.of(world.clinic.patients), pick)


def pay_part(world: "CoursesWorld", instalment: int, pick: Pick) -> object:
    """The next instalment; now and then one that is not to be paid now."""
    row = CourseInstalment.objects.select_related("balance").get(pk=instalment)
    return world.pay_a_part(row.reference, row.amount, row.balance.patient_id, pick)


def covered(world: "CoursesWorld", code: str, course: int, quantity: int, *, hold: str = "") -> sales.LineIn:
    """A line that a course pays."""
    return sales.LineIn(
        key=code,
        product_id=world.clinic.products[code].pk,
        quantity=D(quantity),
        unit_price=PRICES[code],
        cover=sales.CoverIn(kind="course", balance_id=course, reference=hold),
        shares=[sales.ShareIn(staff_id=world.staff[quantity % 3].pk, percent=D(100), role="performer")],
    )


def redeem(world: "CoursesWorld", course: int, pick: Pick) -> object:
    """Use sessions at the till: one or two of a treatment, or all that are left."""
    left = {row.product.code: row.left for row in _allowances(course) if row.left} or {"FACIAL": 1}
    codes = sorted(left) if pick.way % 3 == 0 else [pick.of(sorted(left))]
    lines = [covered(world, code, course, left[code] if pick.way % 3 == 0 else 1 + pick.size % 2) for code in codes]
    return world.check_out(lines, patient=world.patient_of(course), total=D("0.00"), tenders=[])


def _allowances(course: int) -> Sequence[CourseAllowance]:
    return CourseAllowance.objects.filter(balance=course).select_related("product")


def hold(world: "CoursesWorld", course: int, pick: Pick) -> object:
    """As a signature does: of whichever course of the patient ends first."""
    code = ("FACIAL", "LASER")[pick.way % 2]
    world.asked += 1
    ask = HoldAsk(
        source=f"clinic.charge_item:{world.branch.pk}{world.asked:04d}",
        product_id=world.clinic.products[code].pk,
        sessions=1 + pick.size % 2,
        performed_by_id=world.staff[0].pk,
    )
    return hold_sessions(
        patient_id=world.patient_of(course), asks=[ask], on=localdate(world.at), by=None, at=world.later()
    )


def pay_hold(world: "CoursesWorld", held: int, _pick: Pick) -> object:
    """The visit is paid with what was held."""
    row = CourseHold.objects.select_related("allowance__balance", "allowance__product").get(pk=held)
    course = row.allowance.balance
    line = covered(world, row.allowance.product.code, course.pk, row.sessions, hold=row.reference)
    return world.check_out([line], patient=course.patient_id, total=D("0.00"), tenders=[])


def release(world: "CoursesWorld", held: int, _pick: Pick) -> object:
    """The visit was cancelled."""
    return release_holds(hold_ids=[held], by=None, at=world.later())


def void(world: "CoursesWorld", order: int, pick: Pick) -> object:
    """Undo what was paid in this session."""
    by = world.cashier if pick.way == 7 else world.manager
    return sales.void_order(order_id=order, reason="wrong patient", by=by, at=world.later())


def give_back(world: "CoursesWorld", order: int, pick: Pick) -> object:
    """A used session returned, or an unused course refunded."""
    asked, total = some_back(order, pick)
    return sales.refund_order(
        order_id=order,
        register_session=world.session,
        lines=asked,
        tenders=tenders_for(total, pick, change=False),
        reason="moved away",
        by=world.manager,
        at=world.later(),
    )


def to_balance(verb: Any) -> Any:
    """A verb of a course, said by a manager; now and then by a cashier, who may not."""

    def said(world: "CoursesWorld", course: int, pick: Pick) -> object:
        by = world.cashier if pick.way == 7 else world.manager
        return verb(user_course_balance_id=course, by=by, at=world.later())

    return said


def ask(verb: Any, **more: Any) -> Any:
    """A wish about a course, which somebody else decides."""

    def asked(world: "CoursesWorld", course: int, _pick: Pick) -> object:
        return verb(user_course_balance_id=course, reason="abroad", by=world.manager, at=world.later(), **more)

    return asked


def ask_transfer(world: "CoursesWorld", course: int, pick: Pick) -> object:
    """To the other patient; now and then to the same."""
    others = [each for each in world.clinic.patients if each != world.patient_of(course) or pick.way == 7]
    return ask(request_transfer, patient=others[0])(world, course, pick)


def decide(verb: Any) -> Any:
    """By the deputy; a withdrawal, and now and then a decision, by whoever asked."""

    def decided(world: "CoursesWorld", change: int, pick: Pick) -> object:
        own = (verb is withdraw_change) != (pick.way == 7)
        return verb(course_change_id=change, by=world.manager if own else world.deputy, at=world.later())

    return decided


def run_expiry(world: "CoursesWorld", _branch: int, pick: Pick) -> object:
    """The nightly run: rarely on a day on which anything is over."""
    late = pick.size > 55
    return expire_due(on=localdate(world.at) + timedelta(days=400 if late else 0), at=world.later())


INSTALMENTS = """
SELECT i.id, CASE WHEN i.paid_by <> '' THEN 'paid' WHEN c.state NOT IN ('active', 'frozen') THEN 'void'
  WHEN EXISTS (SELECT FROM courses_courseinstalment e WHERE e.balance_id = c.id AND e.no < i.no AND e.paid_by = '')
  THEN 'later' ELSE 'due' END AS state
  FROM courses_courseinstalment i JOIN courses_usercoursebalance c ON c.id = i.balance_id WHERE c.id > %(course)s"""

EVENTS: Sequence[Event] = (
    event("sell", "branch", "there", sell),
    event("sell_in_parts", "branch", "there", sell_in_parts),
    event("pay", "instalment", "due", pay_part),
    event("run_expiry", "branch", "there", run_expiry),
    event("redeem", "course", "active", redeem),
    event("hold", "course", EVERYWHERE, hold),  # asks all courses of the patient, and may find nothing
    event("freeze", "course", "active", to_balance(freeze_balance)),
    event("unfreeze", "course", "frozen", to_balance(unfreeze_balance)),
    event("expire", "course", "active frozen", to_balance(expire_balance)),
    event("ask_reinstating", "course", "expired", ask(request_reinstating)),
    event("ask_extension", "course", "active frozen", ask(request_extension, days=30)),
    event("ask_transfer", "course", "active frozen", ask_transfer),
    event("approve", "change", "requested", decide(approve_change)),
    event("refuse", "change", "requested", decide(refuse_change)),
    event("withdraw", "change", "requested", decide(withdraw_change)),
    event("pay", "hold", "held", pay_hold),
    event("release", "hold", "held redeemed released", release),  # what is not held stays as it is
    event("void", "use", "paid", void),
    event("give_back", "use", "paid partly_refunded", give_back),
    event("void", "sale", "paid", void),
    event("give_back", "sale", "paid partly_refunded", give_back),
)


class CoursesWorld(Premises, World):
    """One run, with an open till."""

    events: ClassVar[Sequence[Event]] = EVENTS
    states: ClassVar[dict[str, Sequence[str]]] = {
        "branch": ("there",),
        "course": COURSE_STATES,
        "change": ("requested", "approved", "refused", "withdrawn"),
        "hold": ("held", "redeemed", "released"),
        "instalment": ("due", "later", "paid", "void"),
        "use": PAID_STATES,
        "sale": tuple(state for state in PAID_STATES if state != "partly_refunded"),
    }

    def __init__(self, clinic: Clinic, books: Books) -> None:
        self.floors = books.floors()
        self.books = books
        self.asked = 0
        Premises.__init__(self, clinic, stock=0)
        with transaction.atomic():
            self.session = sales.open_register_session(
                register_id=self.registers[0].pk, float_amount=D(20_000), by=self.cashier, at=self.at
            ).pk
        self.given = {**self.floors, "branch": self.branch.pk, "code": self.code}

    def look(self) -> Picture:
        """Ask the database."""
        return self.books.look(self.given)

    def patient_of(self, course: int) -> int:
        """Whose it is."""
        return UserCourseBalance.objects.values_list("patient_id", flat=True).get(pk=course)

    def pay_a_part(self, pays: str, amount: Decimal, patient: int, pick: Pick) -> object:
        """A line that pays a part of a course's price."""
        course = self.clinic.products["GLOW"].pk
        line = sales.LineIn(key="i", product_id=course, quantity=D(1), unit_price=amount, pays=pays)
        return self.check_out([line], patient=patient, total=amount, tenders=tenders_for(amount, pick))

    def check_out(
        self, lines: Sequence[sales.LineIn], *, patient: int, total: Decimal, tenders: Sequence[Any], off: Any = None
    ) -> object:
        """Pay at the open till."""
        return sales.check_out(
            register_session=self.session,
            lines=lines,
            tenders=tenders,
            expected_total=total,
            patient=patient,
            order_discount=off,
            by=self.cashier,
            at=self.later(),
        )

    def leave(self) -> None:
        """Whoever comes next to the same patients finds no course of this run."""
        with transaction.atomic():
            left = UserCourseBalance.objects.filter(pk__gt=self.floors["course"], state__in=["active", "frozen"])
            for pk in left.values_list("pk", flat=True):
                expire_balance(user_course_balance_id=pk, by=None, at=self.at)


def courses_books(link: Any) -> Books:
    """The laws and records of courses, and those of the till that sells them."""
    of_kind = (
        f"SELECT id, state FROM sales_order o WHERE id > %(order)s AND EXISTS (SELECT FROM {OrderLine._meta.db_table} l"
    )
    return Books(
        link,
        laws=BOOKS | TILL | COURSES,
        nouns={
            "branch": "SELECT id, 'there' AS state FROM access_branch WHERE id = %(branch)s",
            "course": "SELECT id, state FROM courses_usercoursebalance WHERE id > %(course)s",
            "change": "SELECT id, state FROM courses_coursechange WHERE id > %(change)s",
            "hold": "SELECT id, state FROM courses_coursehold WHERE id > %(hold)s",
            "instalment": INSTALMENTS,
            "use": f"{of_kind} WHERE l.order_id = o.id AND l.cover_kind <> '')",
            "sale": f"{of_kind} WHERE l.order_id = o.id AND l.cover_kind = '')",
        },
        marks=(
            *MARKS,
            "SELECT id, version FROM courses_usercoursebalance WHERE id > %(course)s",
            "SELECT i.id, i.paid_by FROM courses_courseinstalment i WHERE i.balance_id > %(course)s",
            f"SELECT id, version FROM {CourseAllowance._meta.db_table} WHERE balance_id > %(course)s",
        ),
    )
