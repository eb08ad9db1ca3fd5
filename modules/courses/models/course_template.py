"""A course as it is offered: versioned, because what was sold keeps its terms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField


class TemplateState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Offered")
    RETIRED = "retired", _("Retired")


class Measure(models.TextChoices):
    """What is counted: visits, or units of what is used (100 U of toxin over several visits)."""

    SESSION = "session", _("Sessions")
    UNIT = "unit", _("Units")


class CourseTemplate(Record):
    """One version of a course. Its price is the catalogue's price of `product` on the day of the sale."""

    product = models.ForeignKey("catalog.Product", on_delete=models.PROTECT, related_name="+", verbose_name=_("Course"))
    version_no = models.PositiveSmallIntegerField(_("Version"), default=1)
    name = models.CharField(_("Name"), max_length=120)
    name_th = models.CharField(_("Name (Thai)"), max_length=120, blank=True)
    validity_days = models.PositiveSmallIntegerField(_("Valid for (days)"), default=365)
    state = StateField(choices=TemplateState.choices, default=TemplateState.DRAFT)

    class Meta:
        verbose_name = _("course template")
        verbose_name_plural = _("course templates")
        ordering: ClassVar = ["product", "-version_no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "version_no"], name="courses_template_version"),
            models.UniqueConstraint(
                fields=["product"], condition=Q(state=TemplateState.ACTIVE), name="courses_template_one_offered"
            ),
        ]

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name


class CourseComponent(Record):
    """One treatment of a course: how many sessions (or units), and its weight when the price is allocated."""

    template = models.ForeignKey(CourseTemplate, on_delete=models.PROTECT, related_name="components")
    product = models.ForeignKey(
        "catalog.Product", on_delete=models.PROTECT, related_name="+", verbose_name=_("Treatment")
    )
    sessions = models.PositiveSmallIntegerField(_("Sessions"))
    measure = models.CharField(_("Counted in"), max_length=8, choices=Measure.choices, default=Measure.SESSION)
    weight = models.DecimalField(_("Weight in the price"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("component of a course")
        verbose_name_plural = _("components of a course")
        ordering: ClassVar = ["template", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "product"], name="courses_component_once"),
            models.CheckConstraint(condition=Q(sessions__gte=1) & Q(weight__gt=0), name="courses_component_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} × {self.sessions}"
