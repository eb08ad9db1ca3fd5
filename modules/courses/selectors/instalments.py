"""Instalments as the till asks for them: what a line that pays one costs, and what is still due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from erp.kernel.documents.refusals import Missing
from erp.kernel.money.rounding import spread
from modules.catalog import public as catalog
from modules.courses.errors import InstalmentNotDue, NotOffered
from modules.courses.models import CourseAllowance, CourseInstalment, UserCourseBalance
from modules.courses.selectors.instalment_plans import plan_named
from modules.courses.selectors.payments import RUNNING
from modules.courses.selectors.templates import components_of, offered_templates
from modules.sales.data import Agreed, DuePart, PayAsk, TaxWeight

INSTALMENT: Final = "courses.course_instalment"
ZERO = Decimal("0.00")


def agreed_amounts(*, patient_id: int, asks: Sequence[PayAsk]) -> dict[str, Agreed]:
    """Line key → what it costs: the first part of a plan, or an instalment of one of the patient's courses.

    Raises NotOffered, PlanInvalid, Missing, or InstalmentNotDue: they are paid in their order, each once.
    """
    found = {ask.key: _first_part(ask) for ask in asks if plan_named(ask.pays) is not None}
    later = [ask for ask in asks if ask.key not in found]
    by_id = {_id_of(ask): ask for ask in later}
    if len(by_id) != len(later):
        raise InstalmentNotDue()
    rows = CourseInstalment.objects.select_related("balance").filter(pk__in=by_id).order_by("balance", "no")
    instalments = [row for row in rows if row.balance.patient_id == patient_id]
    if len(instalments) != len(later):
        raise Missing(instalments=sorted(by_id))
    for balance_id, group in _by_balance(instalments).items():
        parts = _next_parts(balance_id)
        for place, row in enumerate(group):
            ask = by_id[row.pk]
            if place >= len(parts) or parts[place].pays != row.reference or row.balance.product_id != ask.product_id:
                raise InstalmentNotDue(
                    current={"reference": row.balance.reference, "state": row.balance.state, "no": row.no}
                )
            part = parts[place]
            found[ask.key] = Agreed(amount=part.amount, weights=part.weights, no=part.no, of=part.of)
    return found


def due_parts(balances: Sequence[UserCourseBalance]) -> dict[int, list[DuePart]]:
    """Course → what is still to be paid of it, the next first. One query when nothing is."""
    unpaid = CourseInstalment.objects.filter(balance__in=balances, paid_by="").values_list("balance", flat=True)
    return {pk: _next_parts(pk) for pk in sorted(set(unpaid))}


def price_of(product_id: int, *, on: date) -> Decimal:
    """The course's price of the day. Raises NotOffered when it has none."""
    card = catalog.product_cards([product_id], on=on).get(product_id)
    if card is None or card.price is None:
        raise NotOffered(product_id=product_id)
    return card.price


def _first_part(ask: PayAsk) -> Agreed:
    plan, template = plan_named(ask.pays), offered_templates([ask.product_id]).get(ask.product_id)
    if template is None or plan is None or ask.price is None:
        raise NotOffered(product_id=ask.product_id)
    weights = [TaxWeight(tax_code=each.product.tax_code.code, price=each.weight) for each in components_of(template)]
    return Agreed(amount=plan.amounts(ask.price)[0], weights=weights, no=1, of=plan.parts)


def _id_of(ask: PayAsk) -> int:
    noun, _colon, pk = ask.pays.partition(":")
    if noun != INSTALMENT or not pk.isdigit():
        raise Missing(pays=ask.pays)
    return int(pk)


def _by_balance(rows: Sequence[CourseInstalment]) -> Mapping[int, list[CourseInstalment]]:
    groups: dict[int, list[CourseInstalment]] = defaultdict(list)
    for row in rows:
        groups[row.balance_id].append(row)
    return groups


def _next_parts(balance_id: int) -> list[DuePart]:
    """The unpaid ones in their order; each divides over tax codes by what those before leave; the last is the rest."""
    rows = list(CourseInstalment.objects.select_related("balance").filter(balance=balance_id).order_by("no"))
    if not rows or rows[0].balance.state not in RUNNING:
        return []
    left: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for allowance in CourseAllowance.objects.filter(balance=balance_id).order_by("pk"):
        left[allowance.tax_code] += allowance.gross - allowance.paid_gross
    found = []
    for row in rows:
        if row.paid_by:
            continue
        found.append(
            DuePart(
                pays=row.reference,
                no=row.no,
                of=rows[-1].no,
                amount=row.amount,
                due_on=row.due_on,
                weights=[TaxWeight(tax_code=code, price=amount) for code, amount in left.items()],
            )
        )
        for code, part in zip(left, spread(row.amount, list(left.values())), strict=True):
            left[code] -= part
    return found
