"""Refusals of flows."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Busy, Invalid, NotAllowed, NotNow


class TaskNotNow(NotNow):
    """The task's state does not admit the verb."""

    code = "flows.task.not_now"
    title = _("This task is no longer, or not yet, open for that")


class TaskNotYours(NotAllowed):
    """The caller may not act on this task."""

    code = "flows.task.not_yours"
    title = _("This task is not yours to act on")


class NotByRequester(NotAllowed):
    """Whoever asked does not decide."""

    code = "flows.task.not_by_requester"
    title = _("Whoever asked for it cannot decide on it")


class UnknownChoice(Invalid):
    """The choice is none of the task's."""

    code = "flows.task.unknown_choice"
    title = _("Choose one of the answers offered")


class NotADecision(NotNow):
    """The task is done on its own screen."""

    code = "flows.task.not_a_decision"
    title = _("This task is done on its own screen")


class NotThereYet(NotNow):
    """The process has not come to that node."""

    code = "flows.process.not_there_yet"
    title = _("The process has not come to this step yet")


class LaterStepStands(NotNow):
    """Something later was decided by a person."""

    code = "flows.task.later_step_stands"
    title = _("A later step has been taken; undo that one first")


class ProcessBusy(Busy):
    """Somebody else holds the process."""

    code = "flows.busy"
    status: ClassVar[int] = 503
