"""A chart to post into."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from erp.kernel.access.models import User
from modules.ledger.models import Journal, JournalEntry
from modules.ledger.public import LineIn, PostedEntry, draft_entry, post_entry
from modules.ledger.seed import chart as seed_chart

ON = date(2026, 11, 20)


@pytest.fixture
def chart(db: None) -> None:
    """The seeded Thai chart of accounts."""
    seed_chart.load()


@pytest.fixture
def post(chart: None, branch: Any, at: Any) -> Callable[..., PostedEntry]:
    """Post a small cash sale: `post("test.sale:1", "107.00")`."""

    def make(source: str = "test.sale:1", amount: str = "107.00", **changes: Any) -> PostedEntry:
        total = Decimal(amount)
        values: dict[str, Any] = {
            "source": source,
            "journal": "sales",
            "on": ON,
            "branch_id": branch.pk,
            "lines": [LineIn("1110", debit=total), LineIn("4130", credit=total)],
            "by": None,
            "at": at,
        }
        return post_entry(**{**values, **changes})

    return make


@pytest.fixture
def colleague(user_of: Callable[..., User]) -> User:
    """A second accountant."""
    return user_of("accountant", "-two")


@pytest.fixture
def write(chart: None, branch: Any, accountant: User, at: Any) -> Callable[..., JournalEntry]:
    """Draft an entry by hand, rent paid from the bank: `write("1200.50")`."""

    def make(amount: str = "1200.50", **changes: Any) -> JournalEntry:
        total = Decimal(amount)
        values: dict[str, Any] = {
            "journal_id": Journal.objects.get(code="general").pk,
            "branch_id": branch.pk,
            "entry_on": ON,
            "memo": "Rent of November",
            "lines": [LineIn("5230", debit=total), LineIn("1125", credit=total)],
            "by": accountant,
            "at": at,
        }
        return draft_entry(**{**values, **changes})

    return make
