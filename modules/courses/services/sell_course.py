"""Hand over what was sold: the patient's course, on the terms of this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from erp.kernel.access.models import Branch, User
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import born
from erp.kernel.money.rounding import spread
from erp.kernel.sequences.numbers import take_number
from modules.courses.errors import NotOffered
from modules.courses.events import CourseSold
from modules.courses.models import CourseAllowance, UserCourseBalance
from modules.courses.selectors.templates import components_of, offered_templates


@dataclass(frozen=True, kw_only=True)
class Paid:
    """What was paid under one tax code, as the order stored it."""

    tax_code: str
    gross: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, kw_only=True)
class Money:
    """The share of one treatment."""

    gross: Decimal
    net: Decimal


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
) -> UserCourseBalance:
    """Make one course of a patient. The liability was posted by whoever took the money.

    Raises NotOffered if no version of it is on offer.
    """
    template = offered_templates([product_id]).get(product_id)
    if template is None:
        raise NotOffered(product_id=product_id)
    balance = UserCourseBalance(
        branch_id=branch_id,
        patient_id=patient_id,
        template=template,
        product_id=product_id,
        title=template.name,
        title_th=template.name_th,
        price=sum((part.gross for part in parts), Decimal("0.00")),
        sold_by=source,
        sold_at=at,
        valid_until=on + timedelta(days=template.validity_days),
    )
    balance.number = take_number("CRS", branch=Branch.objects.get(pk=branch_id), on=on)
    born(balance, by=by, at=at)
    components = components_of(template)
    shares = allocate([(each.product.tax_code.code, each.weight) for each in components], parts)
    CourseAllowance.objects.bulk_create(
        CourseAllowance(
            balance=balance,
            product_id=component.product_id,
            sold=component.sessions,
            tax_code=component.product.tax_code.code,
            gross=share.gross,
            net=share.net,
            vat=share.gross - share.net,
        )
        for component, share in zip(components, shares, strict=True)
    )
    publish(CourseSold(balance_id=balance.pk, patient_id=patient_id, branch_id=branch_id, source=source, sold_at=at))
    return balance


def allocate(weights: Sequence[tuple[str, Decimal]], parts: Sequence[Paid]) -> list[Money]:
    """Divide what was paid over the treatments: within a tax code by weight, largest remainder.

    A part whose code no treatment has (its tax code changed since the template was drawn) is divided over all.
    """
    shares = [Money(gross=Decimal("0.00"), net=Decimal("0.00")) for _each in weights]
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
