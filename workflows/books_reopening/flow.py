"""Nodes and arrows of a reopening. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, HumanTask, StartHandle
from workflows.books_reopening import steps
from workflows.books_reopening.process import BooksReopeningProcess


class BooksReopening(Flow):
    """Reopening of the books."""

    process_class = BooksReopeningProcess
    process_title = _("Reopening of the books")

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title=_("Decide whether the books are opened"),
        permission="ledger.approve_reopening",
        choices={"approve": _("Approve"), "refuse": _("Refuse")},
        decide=steps.decide,
        excludes=steps.requester,
        due=timedelta(days=1),
    ).Next(this.end)
    end = End()
