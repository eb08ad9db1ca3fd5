"""A large entry by hand: somebody else posts it from the inbox, or sends it back; who wrote it never does."""

from decimal import Decimal
from typing import Any

import pytest
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Refusal
from erp.kernel.flows.services.complete_task import complete_task
from modules.ledger import public as ledger
from modules.ledger.tests.books import JournalEntry, Period
from modules.ledger.tests.conftest import chart, colleague, write
from workflows.journal_approval.process import JournalApprovalProcess

__all__ = ["chart", "colleague", "write"]


@pytest.fixture
def asked(write: Any, accountant: Any, drain: Any, at: Any) -> Any:
    """60,000.00 of rent, submitted by the accountant."""
    entry = write("60000.00")
    ledger.submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    drain()
    return entry


def task() -> Task:
    return Task.objects.filter(flow_task_type="HUMAN").latest("pk")


def state(entry: Any) -> str:
    return str(JournalEntry.objects.get(pk=entry.pk).state)


def test_a_manager_approves_in_the_inbox_and_it_is_posted(asked, manager, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    process = JournalApprovalProcess.objects.get()
    assert (state(asked), process.outcome, process.finished is not None) == ("posted", "posted", True)
    assert ledger.balance_of("5230") == Decimal("60000.00")
    assert JournalEntry.objects.get(pk=asked.pk).posted_by == manager


def test_the_inbox_tells_what_has_to_be_known(asked) -> None:
    facts = JournalApprovalProcess.objects.get().facts()
    assert ("Amount", "฿60,000.00") in facts
    assert ("Debit", "5230 Rent: ฿60,000.00") in facts


def test_who_submitted_and_who_wrote_do_not_decide(asked, accountant, colleague, write, drain, at) -> None:
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=accountant, at=at, choice="approve")
    other = write("70000.00", by=colleague)
    ledger.submit_entry(journal_entry_id=other.pk, by=accountant, at=at)
    drain()
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=colleague, at=at, choice="approve")
    assert (state(asked), state(other)) == ("submitted", "submitted")


def test_a_refusal_sends_it_back_and_it_comes_again(asked, accountant, manager, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="refuse", note="Which month?")
    drain()
    assert (state(asked), JournalEntry.objects.get(pk=asked.pk).sent_back_because) == ("draft", "Which month?")
    ledger.submit_entry(journal_entry_id=asked.pk, by=accountant, at=at)
    drain()
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    assert [process.outcome for process in JournalApprovalProcess.objects.order_by("pk")] == ["sent_back", "posted"]
    assert ledger.balance_of("5230") == Decimal("60000.00")


@pytest.mark.parametrize(("who", "outcome"), [("accountant", "withdrawn"), ("manager", "sent_back")])
def test_what_is_sent_back_on_its_page_ends_the_approval(asked, request, drain, at, who, outcome) -> None:
    ledger.send_back_entry(journal_entry_id=asked.pk, by=request.getfixturevalue(who), at=at)
    drain()
    process = JournalApprovalProcess.objects.get()
    assert (state(asked), process.outcome, process.finished is not None) == ("draft", outcome, True)


def test_what_is_approved_on_its_page_ends_the_approval(asked, manager, drain, at) -> None:
    ledger.approve_entry(journal_entry_id=asked.pk, by=manager, at=at)
    drain()
    process = JournalApprovalProcess.objects.get()
    assert (state(asked), process.outcome, process.finished is not None) == ("posted", "posted", True)


def test_a_period_closed_meanwhile_keeps_it_waiting(asked, manager, at) -> None:
    ledger.start_closing_period(period_id=Period.objects.get(name="2026-11").pk, by=None, at=at)
    with pytest.raises(ledger.PeriodNotOpen):
        complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    assert state(asked) == "submitted"
