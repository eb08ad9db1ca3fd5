"""Nodes and arrows of a settlement's approval. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, HumanTask, If, StartHandle
from workflows.settlement_approval import steps
from workflows.settlement_approval.process import SettlementApprovalProcess


class SettlementApproval(Flow):
    """Commission settlement approval."""

    process_class = SettlementApprovalProcess
    process_title = _("Commission settlement approval")

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title=_("Decide on the commission settlement"),
        permission="commissions.approve_commission_settlement",
        choices={"approve": _("Approve"), "refuse": _("Refuse")},
        decide=steps.decide,
        excludes=steps.requester,
        due=timedelta(days=2),
    ).Next(this.approved)
    approved = If(steps.is_approved).Then(this.pay_out).Else(this.end_refused)
    pay_out = HumanTask(
        title=_("Pay the commissions out"),
        permission="commissions.pay_commission_settlement",
        link=steps.settlement_link,
        due=timedelta(days=5),
    ).Next(this.end_paid)
    end_paid = End()
    end_refused = End()
