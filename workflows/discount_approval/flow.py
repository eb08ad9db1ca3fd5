"""Nodes and arrows of a discount's approval. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, HumanTask, If, StartHandle
from workflows.discount_approval import steps, undo
from workflows.discount_approval.process import DiscountApprovalProcess


class DiscountApproval(Flow):
    """Discount approval."""

    process_class = DiscountApprovalProcess
    process_title = _("Discount approval")

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title=_("Decide on the discount"),
        permission="sales.approve_discount_request",
        choices={"approve": _("Approve"), "refuse": _("Refuse")},
        decide=steps.decide,
        excludes=steps.requester,
        due=timedelta(minutes=15),
        undo=undo.reopen,
    ).Next(this.approved)
    approved = If(steps.is_approved).Then(this.take_payment).Else(this.end_refused)
    take_payment = HumanTask(
        title=_("Take the payment"), permission="sales.pay_order", link=steps.till_link, due=timedelta(hours=2)
    ).Next(this.end_approved)
    end_approved = End()
    end_refused = End()
