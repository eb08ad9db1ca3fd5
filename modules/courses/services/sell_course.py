"""Hand over what was sold: the patient's course, on the terms of this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from erp.kernel.access.models import Branch, User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import born
from erp.kernel.money.rounding import spread, vat_inside
from erp.kernel.sequences.numbers import take_number
from modules.courses.data import Paid
from modules.courses.errors import NotOffered
from modules.courses.events import CourseSold
from modules.courses.models import CourseAllowance, CourseComponent, CourseInstalment, UserCourseBalance
from modules.courses.models.course_movement import MovementKind
from modules.courses.selectors.instalment_plans import InstalmentPlan
from modules.courses.selectors.payments import parts_written
from modules.courses.selectors.templates import components_of, offered_templates
from modules.courses.services.note_movement import note_movement
from modules.courses.services.pay_instalment import allot
from modules.ledger import public as ledger

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Money:
    """The share of one treatment."""

    gross: Decimal
    net: Decimal


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A price that is paid in parts."""

    price: Decimal
    plan: InstalmentPlan


def sell_course(
    *,
    patient_id: int,
    product_id: int,
    branch_id: int,
    parts: Sequence[Paid],
    source: str,
    on: date,
    by: User | None,
    at: datetime,
    terms: Terms | None = None,
) -> UserCourseBalance:
    """Make one course of a patient. The liability of what was paid (`parts`) was posted by whoever took the money.

    With `terms` the parts are the first instalment. Raises NotOffered if no version of the course is on offer.
    """
    template = offered_templates([product_id]).get(product_id)
    if template is None:
        raise NotOffered(product_id=product_id)
    components = components_of(template)
    paid = sum((part.gross for part in parts), ZERO)
    balance = UserCourseBalance(
        branch_id=branch_id,
        patient_id=patient_id,
        template=template,
        product_id=product_id,
        title=template.name,
        title_th=template.name_th,
        price=terms.price if terms is not None else paid,
        sold_by=source,
        sold_at=at,
        valid_until=on + timedelta(days=template.validity_days),
    )
    balance.number = take_number("CRS", branch=Branch.objects.get(pk=branch_id), on=on)
    born(balance, by=by, at=at)
    contract = parts if terms is None else contract_parts(terms.price, components)
    allowances = _allowances(balance, components, contract, paid=terms is None)
    if terms is not None:
        allot(allowances, parts)
        _schedule(balance, terms, source=source, on=on)
    CourseAllowance.objects.bulk_create(allowances)
    note_movement(
        balance,
        MovementKind.SOLD,
        value=sum((part.net for part in parts), ZERO),
        amount=paid,
        parts=parts_written(parts),
        source=source,
        on=on,
        by=by,
        at=at,
    )
    publish(CourseSold(balance_id=balance.pk, patient_id=patient_id, branch_id=branch_id, source=source, sold_at=at))
    return balance


def contract_parts(price: Decimal, components: Sequence[CourseComponent]) -> list[Paid]:
    """The whole price by tax code, VAT computed as if it were paid at once."""
    codes = ledger.tax_codes()
    grosses: dict[str, Decimal] = {}
    for each, gross in zip(components, spread(price, [each.weight for each in components]), strict=True):
        code = each.product.tax_code.code
        grosses[code] = grosses.get(code, ZERO) + gross
    found = []
    for code, gross in grosses.items():
        tax = codes[code]
        net, vat = (gross, ZERO) if tax.exempt or not tax.rate else vat_inside(gross, tax.rate)
        found.append(Paid(tax_code=code, gross=gross, net=net, vat=vat))
    return found


def _allowances(
    balance: UserCourseBalance, components: Sequence[CourseComponent], parts: Sequence[Paid], *, paid: bool
) -> list[CourseAllowance]:
    shares = allocate([(each.product.tax_code.code, each.weight) for each in components], parts)
    return [
        CourseAllowance(
            balance=balance,
            product_id=component.product_id,
            sold=component.sessions,
            measure=component.measure,
            tax_code=component.product.tax_code.code,
            gross=share.gross,
            net=share.net,
            vat=share.gross - share.net,
            paid_gross=share.gross if paid else ZERO,
            paid_net=share.net if paid else ZERO,
        )
        for component, share in zip(components, shares, strict=True)
    ]


def _schedule(balance: UserCourseBalance, terms: Terms, *, source: str, on: date) -> None:
    """Every part of the price with its day; the first is paid by the sale itself."""
    due = zip(terms.plan.amounts(terms.price), terms.plan.due_days(on), strict=True)
    CourseInstalment.objects.bulk_create(
        CourseInstalment(
            balance=balance,
            no=no,
            amount=amount,
            due_on=day,
            paid_by=source if no == 1 else "",
            paid_on=on if no == 1 else None,
        )
        for no, (amount, day) in enumerate(due, start=1)
    )


def allocate(weights: Sequence[tuple[str, Decimal]], parts: Sequence[Paid]) -> list[Money]:
    """Divide what was paid over the treatments: within a tax code by weight, largest remainder.

    A part whose code no treatment has (its tax code changed since the template was drawn) is divided over all.
    """
    shares = [Money(gross=ZERO, net=ZERO) for _each in weights]
    for part in parts:
        places = [place for place, (code, _weight) in enumerate(weights) if code == part.tax_code]
        places = places or list(range(len(weights)))
        kept = [weights[place][1] for place in places]
        for place, gross, net in zip(places, spread(part.gross, kept), spread(part.net, kept), strict=True):
            shares[place] = Money(gross=shares[place].gross + gross, net=shares[place].net + net)
    return shares


def divide(parts: Sequence[Paid], count: int) -> list[list[Paid]]:
    """The same for several courses on one line: equal parts, the satangs that remain in order."""
    ones = [1] * count
    columns = [(part.tax_code, spread(part.gross, ones), spread(part.net, ones)) for part in parts]
    return [
        [
            Paid(tax_code=code, gross=grosses[place], net=nets[place], vat=grosses[place] - nets[place])
            for code, grosses, nets in columns
        ]
        for place in range(count)
    ]


def course_weights(product_ids: Sequence[int]) -> dict[int, list[tuple[str, Decimal]]]:
    """How the price of each course divides over tax codes: one weight for each treatment in it."""
    return {
        product: [(each.product.tax_code.code, each.weight) for each in components_of(template)]
        for product, template in offered_templates(product_ids).items()
    }
