"""Nodes and arrows of a refund's approval. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, HumanTask, If, StartHandle
from workflows.refund_approval import steps, undo
from workflows.refund_approval.process import RefundApprovalProcess


class RefundApproval(Flow):
    """Refund approval."""

    process_class = RefundApprovalProcess
    process_title = _("Refund approval")

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title=_("Decide on the refund"),
        permission="sales.approve_refund",
        choices={"approve": _("Approve"), "refuse": _("Refuse")},
        decide=steps.decide,
        excludes=steps.requester,
        due=timedelta(minutes=15),
        undo=undo.reopen,
    ).Next(this.approved)
    approved = If(steps.is_approved).Then(this.pay_out).Else(this.end_refused)
    pay_out = HumanTask(
        title=_("Pay the refund out"), permission="sales.pay_refund", link=steps.till_link, due=timedelta(hours=2)
    ).Next(this.end_paid)
    end_paid = End()
    end_refused = End()
