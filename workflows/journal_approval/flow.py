"""Nodes and arrows of an entry's approval. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, HumanTask, If, StartHandle
from workflows.journal_approval import steps
from workflows.journal_approval.process import JournalApprovalProcess


class JournalApproval(Flow):
    """Journal approval."""

    process_class = JournalApprovalProcess
    process_title = _("Journal approval")

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title=_("Decide on the journal entry"),
        permission="ledger.approve_journal_entry",
        choices={"approve": _("Approve"), "refuse": _("Send back")},
        decide=steps.decide,
        excludes=steps.requester,
        due=timedelta(days=1),
    ).Next(this.posted)
    posted = If(steps.is_posted).Then(this.end_posted).Else(this.end_sent_back)
    end_posted = End()
    end_sent_back = End()
