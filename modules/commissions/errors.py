"""Refusals of commissions."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, NotNow


class NoPlan(Invalid):
    """There is no plan for a day on which something was earned."""

    code = "commissions.plan.none_valid"
    title = _("No commission plan is valid on that day")


class NothingToSettle(Invalid):
    """Until that day everything is settled, or was clawed back."""

    code = "commissions.settlement.nothing"
    title = _("There is nothing to settle until that day")
    remedy = _("Choose a later day.")


class QuestionOpen(NotNow):
    """A line has one question at a time waiting for its answer."""

    code = "commissions.question.open"
    title = _("This line has a question already that is not answered")
    remedy = _("Wait for the answer, then ask again.")


class SettlementOpen(NotNow):
    """A branch has one settlement at a time waiting; `settlement` and `number` name it."""

    code = "commissions.settlement.open"
    title = _("A settlement of this branch is still waiting for a decision")
    remedy = _("Let it be approved or refused first.")
