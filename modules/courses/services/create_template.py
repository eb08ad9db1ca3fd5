"""Draw up a course, or a new version of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Invalid
from erp.kernel.machines.gate import born, fire
from modules.catalog import public as catalog
from modules.courses.data import ComponentIn
from modules.courses.models import CourseComponent, CourseTemplate
from modules.courses.models.course_template import TemplateState


def create_template(
    *,
    product_id: int,
    components: Sequence[ComponentIn],
    by: User | None,
    at: datetime,
    name: str = "",
    name_th: str = "",
    validity_days: int = 365,
) -> CourseTemplate:
    """Draft the next version of the course that `product_id` sells. Raises Invalid naming what is wrong."""
    cards = catalog.product_cards({product_id, *(each.product_id for each in components)})
    course = cards.get(product_id)
    if course is None or course.kind != "course":
        raise Invalid(_("Choose a product of the kind “course”."), field="product", code="courses.template.no_course")
    if not components:
        raise Invalid(_("A course holds at least one treatment."), field="components", code="courses.template.empty")
    last = CourseTemplate.objects.filter(product=product_id).order_by("-version_no").first()
    template = CourseTemplate(
        product_id=product_id,
        version_no=last.version_no + 1 if last else 1,
        name=name or course.name_en,
        name_th=name_th or course.name_th,
        validity_days=validity_days,
    )
    check_record(template)
    born(template, by=by, at=at)
    for each in components:
        card = cards.get(each.product_id)
        if card is None or card.kind != "treatment":
            raise Invalid(_("A course holds treatments."), field="components", code="courses.template.not_a_treatment")
        weight = each.weight if each.weight is not None else (card.price or 1) * each.sessions
        component = CourseComponent(
            template=template,
            product_id=each.product_id,
            sessions=each.sessions,
            measure=each.measure,
            weight=weight,
        )
        check_record(component)
        component.save()
    return template


def offer_template(*, course_template_id: int, by: User | None, at: datetime) -> CourseTemplate:
    """Sell this version from now on; the version offered before retires."""
    template = CourseTemplate.objects.select_for_update(of=("self",)).get(pk=course_template_id)
    offered = CourseTemplate.objects.select_for_update(of=("self",)).filter(
        product=template.product_id, state=TemplateState.ACTIVE
    )
    for other in offered:
        fire(other, "retire", by=by, at=at)
    fire(template, "offer", by=by, at=at)
    return template


def retire_template(*, course_template_id: int, by: User | None, at: datetime) -> CourseTemplate:
    """Sell it no more; what was sold keeps its terms."""
    template = CourseTemplate.objects.select_for_update(of=("self",)).get(pk=course_template_id)
    fire(template, "retire", by=by, at=at)
    return template
