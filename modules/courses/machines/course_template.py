"""CourseTemplate: draft → active → retired."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.courses.models import CourseTemplate
from modules.courses.models.course_template import TemplateState as State


class CourseTemplateMachine(Machine[CourseTemplate]):
    births = (State.DRAFT,)

    @transition(source=State.DRAFT, target=State.ACTIVE, label=_("Offer"))
    def offer(self, *, at: datetime) -> None:
        """Sold from now on."""

    @transition(source=(State.DRAFT, State.ACTIVE), target=State.RETIRED, label=_("Retire"))
    def retire(self, *, at: datetime) -> None:
        """Not sold again; what was sold keeps its terms."""
