"""Closed books: who asks never opens them; somebody else does, from the inbox."""

from datetime import date
from typing import Any

import pytest
from viewflow.workflow.models import Task

from erp.kernel.documents.refusals import Refusal
from erp.kernel.flows.services.complete_task import complete_task
from modules.ledger import public as ledger
from modules.ledger.tests.books import Period
from modules.ledger.tests.conftest import chart, colleague, post
from workflows.books_reopening.process import BooksReopeningProcess

__all__ = ["chart", "colleague", "post"]


@pytest.fixture
def asked(chart: Any, accountant: Any, drain: Any, at: Any) -> Any:
    """November is closed; the accountant asks for it."""
    period = Period.objects.get(name="2026-11")
    ledger.start_closing_period(period_id=period.pk, by=accountant, at=at)
    ledger.close_period(period_id=period.pk, by=accountant, at=at)
    ledger.request_reopening(period_id=period.pk, reason="A late bill", by=accountant, at=at)
    drain()
    return period


def task() -> Task:
    return Task.objects.filter(flow_task_type="HUMAN").latest("pk")


def test_a_manager_opens_the_period_from_the_inbox(asked, post, manager, drain, at) -> None:
    assert ("Wish", "Reopen 2026-11") in BooksReopeningProcess.objects.get().facts()
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    post()
    process = BooksReopeningProcess.objects.get()
    assert (process.outcome, process.finished is not None) == ("approved", True)


def test_who_asked_does_not_decide(asked, accountant, post, at) -> None:
    with pytest.raises(Refusal):
        complete_task(task_id=task().pk, by=accountant, at=at, choice="approve")
    with pytest.raises(ledger.PeriodNotOpen):
        post()


def test_a_refusal_leaves_it_closed(asked, manager, post, drain, at) -> None:
    complete_task(task_id=task().pk, by=manager, at=at, choice="refuse", note="Filed already")
    drain()
    with pytest.raises(ledger.PeriodNotOpen):
        post()
    assert BooksReopeningProcess.objects.get().outcome == "refused"


def test_what_is_decided_on_the_page_ends_the_process(asked, colleague, drain, at) -> None:
    wish = BooksReopeningProcess.objects.get().reopening_id
    ledger.approve_reopening(reopening_id=wish, by=colleague, at=at)
    drain()
    assert BooksReopeningProcess.objects.get().finished is not None


def test_the_lock_is_moved_back_from_the_inbox(chart, accountant, manager, post, drain, at) -> None:
    ledger.lock_books(ledger_setting_id=1, locked_until=date(2026, 11, 25), reason="Filed", by=accountant, at=at)
    ledger.lock_books(ledger_setting_id=1, locked_until=None, reason="A late bill", by=accountant, at=at)
    drain()
    with pytest.raises(ledger.PeriodNotOpen):
        post()
    complete_task(task_id=task().pk, by=manager, at=at, choice="approve")
    drain()
    post()
