"""What courses contribute: cover for treatments and lines, delivery of what was sold, the proof of what is owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.hooks.hook import contributes
from modules.clinic.data import ChargeData, SessionCard
from modules.clinic.data import CoverData as ChargeCoverData
from modules.clinic.hooks import ChargeCover
from modules.courses.data import Paid
from modules.courses.errors import AlreadyUsed, HoldGone, NoSessionLeft
from modules.courses.models import CourseAllowance, CourseHold, UserCourseBalance
from modules.courses.models.course_hold import HoldState
from modules.courses.selectors.balances import locked_allowances
from modules.courses.selectors.instalment_plans import plan_named
from modules.courses.selectors.instalments import INSTALMENT, agreed_amounts, price_of
from modules.courses.selectors.liability import liability
from modules.courses.selectors.offers import courses_offered
from modules.courses.selectors.session_values import values_of_next
from modules.courses.services.end_balance import take_back_course
from modules.courses.services.hold_sessions import HoldAsk, hold_sessions, release_holds, shown
from modules.courses.services.keep_signature import keep_signature
from modules.courses.services.pay_instalment import pay_instalment, undo_instalment
from modules.courses.services.redeem_sessions import Use, redeem_sessions, refuse_unless_left
from modules.courses.services.refund_course import holder_of, refund_course, unused_parts
from modules.courses.services.return_sessions import return_sessions, return_some_sessions
from modules.courses.services.sell_course import Terms, course_weights, divide, sell_course
from modules.ledger.hooks import Proof
from modules.sales.data import (
    Agreed,
    CoverAsk,
    CoverData,
    PatientCourse,
    PayAsk,
    Sale,
    SoldLine,
    TaxPart,
    TaxWeight,
)
from modules.sales.hooks import LineCover, LineDelivery, PatientOffer

COURSE = "course"
HOLD = "courses.course_hold"
ALLOWANCE = "courses.course_allowance"


def _id_in(reference: str, noun: str) -> int | None:
    found, _colon, pk = reference.partition(":")
    return int(pk) if found == noun and pk.isdigit() else None


def _line_source(line: SoldLine) -> str:
    return f"sales.order_line:{line.line_id}"


def _instalment_of(line: SoldLine) -> int:
    """The instalment that a line pays; 0 when it sells."""
    return _id_in(line.pays, INSTALMENT) or 0


def _paid(parts: Sequence[TaxPart]) -> list[Paid]:
    return [Paid(tax_code=part.tax_code, gross=part.gross, net=part.net, vat=part.vat) for part in parts]


@contributes(ChargeCover)
class CourseCoversCharge(ChargeCover):
    """At the signature a session is held, so that nobody else uses it before the patient reaches the till."""

    def cover(
        self, *, session: SessionCard, charges: Sequence[ChargeData], by: User | None, at: datetime
    ) -> Mapping[int, ChargeCoverData]:
        asks = {
            f"clinic.charge_item:{charge.id}": charge
            for charge in charges
            if not charge.stock_issued and charge.quantity == charge.quantity.to_integral()
        }
        holds = hold_sessions(
            patient_id=session.patient_id,
            asks=[
                HoldAsk(
                    source=source,
                    product_id=charge.product_id,
                    sessions=int(charge.quantity),
                    performed_by_id=charge.performed_by_id,
                )
                for source, charge in asks.items()
            ],
            on=timezone.localdate(at),
            by=by,
            at=at,
        )
        return {asks[source].id: self._said(hold) for source, hold in holds.items()}

    def release(self, *, references: Sequence[str], by: User | None, at: datetime) -> None:
        ids = [pk for reference in references if (pk := _id_in(reference, HOLD)) is not None]
        release_holds(hold_ids=ids, by=by, at=at)

    def _said(self, hold: CourseHold) -> ChargeCoverData:
        allowance = hold.allowance
        return ChargeCoverData(
            reference=hold.reference,
            label=f"{allowance.balance.title} {hold.session_no}/{allowance.sold}",
            value=_held_value(hold),
        )


@contributes(LineCover)
class CourseCoversLine(LineCover):
    """At the till a hold, or a session that is left, pays for a line."""

    kind = COURSE

    def plan(
        self, *, patient_id: int | None, asks: Sequence[CoverAsk], by: Any, at: datetime, on: date
    ) -> Mapping[str, CoverData]:
        holds = self._holds(asks)
        chosen = {ask.key: self._allowance_of(ask, holds) for ask in asks}
        allowances = locked_allowances(chosen.values())
        taken: dict[int, int] = defaultdict(int)
        planned: dict[str, CoverData] = {}
        for ask in asks:
            allowance = allowances[chosen[ask.key]]
            hold = holds.pop(ask.reference, None)  # popped: one hold pays for one line
            self._check(ask, allowance, hold, patient_id=patient_id, on=on)
            sessions = int(ask.quantity)
            if hold is None:
                allowance.held += sessions  # in memory only: two lines of one bill cannot both have the last session
            used = allowance.used + taken[allowance.pk]
            taken[allowance.pk] += sessions
            planned[ask.key] = _cover(
                allowance,
                reference=hold.reference if hold else allowance.reference,
                session_no=used + shown(allowance, sessions),
                value=values_of_next(net=allowance.net, sold=allowance.sold, used=used, count=sessions),
            )
        return planned

    def redeem(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime) -> None:
        held = CourseHold.objects.in_bulk(
            [pk for line in lines if line.cover and (pk := _id_in(line.cover.reference, HOLD)) is not None]
        )
        signature = keep_signature(
            strokes=sale.signature,
            document=sale.reference,
            patient_id=sale.patient_id,
            branch_id=sale.branch_id,
            by=by,
            at=at,
        )
        redeem_sessions(
            uses=[_use(line, held) for line in lines],
            signature=signature,
            document=sale.reference,
            number=sale.number,
            branch_id=sale.branch_id,
            on=sale.business_on,
            by=by,
            at=at,
        )

    def give_back(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime, reason: str) -> None:
        return_sessions(
            sources=[_line_source(line) for line in lines],
            document=sale.reference,
            reason=reason,
            on=sale.business_on,
            by=by,
            at=at,
        )

    def give_back_part(
        self, *, sale: Sale, lines: Mapping[int, int], document: str, on: date, by: Any, at: datetime, reason: str
    ) -> None:
        return_some_sessions(
            sessions={f"sales.order_line:{pk}": count for pk, count in lines.items()},
            document=document,
            number=sale.number,
            reason=reason,
            branch_id=sale.branch_id,
            on=on,
            by=by,
            at=at,
        )

    def describe(self, references: Sequence[str]) -> Mapping[str, CoverData]:
        ids = [pk for reference in references if (pk := _id_in(reference, HOLD)) is not None]
        holds = CourseHold.objects.filter(pk__in=ids).select_related("allowance__balance")
        return {
            hold.reference: _cover(
                hold.allowance,
                reference=hold.reference,
                session_no=hold.session_no,
                value=_held_value(hold),
            )
            for hold in holds
        }

    def _holds(self, asks: Sequence[CoverAsk]) -> dict[str, CourseHold]:
        ids = [pk for ask in asks if (pk := _id_in(ask.reference, HOLD)) is not None]
        return {hold.reference: hold for hold in CourseHold.objects.filter(pk__in=ids)}

    def _allowance_of(self, ask: CoverAsk, holds: Mapping[str, CourseHold]) -> int:
        if ask.reference in holds:
            return holds[ask.reference].allowance_id
        if ask.reference.startswith(HOLD):
            raise HoldGone()
        own = CourseAllowance.objects.filter(balance=ask.balance_id, product=ask.product_id).first()
        if own is None:
            raise NoSessionLeft(balance_id=ask.balance_id, product_id=ask.product_id)
        return own.pk

    def _check(
        self,
        ask: CoverAsk,
        allowance: CourseAllowance,
        hold: CourseHold | None,
        *,
        patient_id: int | None,
        on: date,
    ) -> None:
        balance = allowance.balance
        whole = ask.quantity == ask.quantity.to_integral() and ask.quantity >= 1
        if balance.patient_id != patient_id or allowance.product_id != ask.product_id or not whole:
            raise NoSessionLeft(product_id=ask.product_id)
        if ask.reference.startswith(HOLD) and hold is None:
            raise HoldGone(current={"hold": ask.reference, "state": "used twice"})
        if hold is not None:
            if hold.state != HoldState.HELD or hold.sessions != int(ask.quantity):
                raise HoldGone(current={"hold": hold.reference, "state": hold.state})
            return
        if balance.valid_until < on:
            self._none_left(allowance, int(ask.quantity))
        refuse_unless_left(allowance, int(ask.quantity))

    def _none_left(self, allowance: CourseAllowance, sessions: int) -> None:
        raise NoSessionLeft(current={"reference": allowance.balance.reference, "left": 0, "wanted": sessions})


@contributes(LineDelivery)
class CourseDelivery(LineDelivery):
    """A sold course becomes the patient's, and stays a liability until it is used."""

    kind = COURSE
    revenue_role = "course_liability"

    def tax_weights(self, *, product_ids: Sequence[int], on: date) -> Mapping[int, Sequence[TaxWeight]]:
        return {
            product: [TaxWeight(tax_code=code, price=weight) for code, weight in weights]
            for product, weights in course_weights(product_ids).items()
        }

    def agreed(self, *, patient_id: int, asks: Sequence[PayAsk], on: date) -> Mapping[str, Agreed]:
        return agreed_amounts(patient_id=patient_id, asks=asks)

    def deliver(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime) -> None:
        for line in sorted(lines, key=_instalment_of):
            parts, source = _paid(line.parts), _line_source(line)
            told = {"source": source, "on": sale.business_on, "by": by, "at": at}
            if instalment_id := _instalment_of(line):
                pay_instalment(instalment_id=instalment_id, parts=parts, **told)
                continue
            plan = plan_named(line.pays)
            terms = None if plan is None else Terms(price=price_of(line.product_id, on=sale.business_on), plan=plan)
            for each in divide(parts, int(line.quantity)):
                sell_course(
                    patient_id=_someone(sale),
                    product_id=line.product_id,
                    branch_id=sale.branch_id,
                    parts=each,
                    terms=terms,
                    **told,
                )

    def take_back(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime, reason: str) -> None:
        on = timezone.localdate(at)
        for line in sorted(lines, key=_instalment_of, reverse=True):
            if instalment_id := _instalment_of(line):
                undo_instalment(instalment_id=instalment_id, parts=_paid(line.parts), on=on, by=by, at=at, note=reason)
        sources = [_line_source(line) for line in lines]
        for pk in UserCourseBalance.objects.filter(sold_by__in=sources).order_by("pk").values_list("pk", flat=True):
            take_back_course(user_course_balance_id=pk, on=on, by=by, at=at)

    def unused(self, *, line: SoldLine) -> Sequence[TaxPart]:
        return [
            TaxPart(tax_code=part.tax_code, gross=part.gross, net=part.net, vat=part.vat)
            for part in unused_parts(source=_line_source(line))
        ]

    def owner(self, *, line: SoldLine) -> int | None:
        return holder_of(source=_line_source(line))

    def end(self, *, line: SoldLine, parts: Sequence[TaxPart], branch_id: int, on: date, by: Any, at: datetime) -> None:
        refund_course(
            source=_line_source(line),
            parts=_paid(parts),
            branch_id=branch_id,
            on=on,
            by=by,
            at=at,
        )


@contributes(PatientOffer)
class CoursesOfPatient(PatientOffer):
    """What the patient may use today."""

    def courses(self, *, patient_id: int, branch_id: int, on: date) -> Sequence[PatientCourse]:
        return courses_offered(patient_id=patient_id, on=on)


@contributes(Proof)
class CourseLiability(Proof):
    """What is owed in treatments, balance by balance, against the liability account."""

    code = "course_liability"
    title = _("Course liability")
    role = "course_liability"
    credit_nature = True

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        return liability(branch_id=branch_id, as_of=as_of)


def _held_value(hold: CourseHold) -> Decimal:
    """What the sessions (or units) of a hold will earn."""
    row = hold.allowance
    return values_of_next(
        net=row.net, sold=row.sold, used=hold.session_no - shown(row, hold.sessions), count=hold.sessions
    )


def _cover(allowance: CourseAllowance, *, reference: str, session_no: int, value: Decimal) -> CoverData:
    return CoverData(
        kind=COURSE,
        reference=reference,
        balance_id=allowance.balance_id,
        title=allowance.balance.title,
        title_th=allowance.balance.title_th,
        session=session_no,
        sessions=allowance.sold,
        value=value,
    )


def _use(line: SoldLine, held: Mapping[int, CourseHold]) -> Use:
    reference = line.cover.reference if line.cover else ""
    hold_id = _id_in(reference, HOLD)
    hold = held.get(hold_id) if hold_id is not None else None
    allowance_id = hold.allowance_id if hold is not None else _id_in(reference, ALLOWANCE)
    if allowance_id is None:
        raise HoldGone()
    performer = next((share.staff_id for share in line.shares if share.role == "performer"), None)
    return Use(
        source=_line_source(line),
        sessions=int(line.quantity),
        allowance_id=allowance_id,
        hold_id=hold_id,
        performed_by_id=performer,
    )


def _someone(sale: Sale) -> int:
    if sale.patient_id is None:
        raise AlreadyUsed()
    return sale.patient_id
