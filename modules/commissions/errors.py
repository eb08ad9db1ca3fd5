"""Refusals of commissions."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid


class NoPlan(Invalid):
    """There is no plan for a day on which something was earned."""

    code = "commissions.plan.none_valid"
    title = _("No commission plan is valid on that day")
