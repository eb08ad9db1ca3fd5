"""Nodes and arrows of a change of a course. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, HumanTask, StartHandle
from workflows.course_change import steps
from workflows.course_change.process import CourseChangeProcess


class CourseChangeFlow(Flow):
    """Change of a course."""

    process_class = CourseChangeProcess
    process_title = _("Change of a course")

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title=_("Decide on the change of a course"),
        permission="courses.approve_course_change",
        choices={"approve": _("Approve"), "refuse": _("Refuse")},
        decide=steps.decide,
        excludes=steps.requester,
        due=timedelta(days=1),
    ).Next(this.end)
    end = End()
