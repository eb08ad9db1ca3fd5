"""Figures that are asked for again and again within one batch are computed once, at its end."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from erp.kernel.access.models import Branch
from erp.kernel.metrics.hooks import Span
from erp.kernel.metrics.store import gathered, recompute
from modules.ledger.selectors.revenue import REVENUE

pytestmark = pytest.mark.django_db
DAY = Span(since=date(2026, 11, 20), until=date(2026, 11, 20))


def _asked(times: int, branch: Branch, at: datetime) -> int:
    with CaptureQueriesContext(connection) as asked, gathered(at=at):
        for _time in range(times):
            recompute(REVENUE, branch_ids=[branch.pk], span=DAY, at=at)
    return len(asked)


def test_gathered_recomputes_once_however_often_it_is_asked(branch: Branch, at: datetime) -> None:
    once = _asked(1, branch, at)
    assert once > 0
    assert _asked(20, branch, at) == once


def test_gathered_that_fails_recomputes_nothing(branch: Branch, at: datetime) -> None:
    def fail() -> None:
        with gathered(at=at):
            recompute(REVENUE, branch_ids=[branch.pk], span=DAY, at=at)
            raise ZeroDivisionError

    with CaptureQueriesContext(connection) as asked, pytest.raises(ZeroDivisionError):
        fail()
    assert len(asked) == 0
