"""Courses on offer."""

from __future__ import annotations

from collections.abc import Iterable

from modules.courses.models import CourseComponent, CourseTemplate
from modules.courses.models.course_template import TemplateState


def offered_templates(product_ids: Iterable[int]) -> dict[int, CourseTemplate]:
    """The version now offered of each course product, with its components."""
    rows = CourseTemplate.objects.filter(product__in=set(product_ids), state=TemplateState.ACTIVE)
    return {row.product_id: row for row in rows.prefetch_related("components__product__tax_code")}


def components_of(template: CourseTemplate) -> list[CourseComponent]:
    return sorted(template.components.all(), key=lambda each: each.pk)
