"""Posting: balanced, once, into an open period, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from modules.ledger.errors import (
    AlreadyPosted,
    NotBalanced,
    PeriodNotOpen,
    UnknownAccount,
    UnknownJournal,
)
from modules.ledger.models import JournalEntry, JournalLine
from modules.ledger.public import (
    Dimension,
    LineIn,
    balance_of,
    close_period,
    entry_of,
    reverse_entry,
    start_closing_period,
)

D = Decimal


def test_post_entry_moves_both_accounts(post):
    posted = post(amount="107.00")
    assert balance_of("1110") == D("107.00")
    assert balance_of("cash") == D("107.00")
    assert balance_of("4130") == D("-107.00")
    assert entry_of("test.sale:1") == posted


def test_post_entry_keeps_tax_and_dimensions(post):
    lines = [
        LineIn("1110", debit=D("107.00")),
        LineIn("4130", credit=D("100.00"), dimensions=[Dimension("category", "SERUM", "Serum")]),
        LineIn("2140", credit=D("7.00"), tax_code="VAT7", tax_base=D("100.00")),
    ]
    posted = post(lines=lines, source_digest=b"x" * 32)
    vat = JournalLine.objects.select_related("tax_code").get(entry_id=posted.id, account__code="2140")
    assert (vat.tax_code and vat.tax_code.code, vat.tax_base) == ("VAT7", D("100.00"))
    revenue = JournalLine.objects.get(entry_id=posted.id, account__code="4130")
    assert revenue.dimensions == [{"kind": "category", "code": "SERUM", "title": "Serum"}]


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_post_entry_takes_two_statements_whatever_the_lines(post, django_assert_num_queries, how_many):
    lines = [LineIn("4130", credit=D("10.00")) for _ in range(how_many)]
    with django_assert_num_queries(2):
        post(lines=[LineIn("1110", debit=D("10.00") * how_many), *lines])


def test_post_entry_twice_for_one_source_is_refused_and_counts_once(post):
    post(amount="80.00")
    with pytest.raises(AlreadyPosted):
        post(amount="80.00")
    assert balance_of("1110") == D("80.00")


@pytest.mark.parametrize(
    "lines",
    [
        [LineIn("1110", debit=D("10.00")), LineIn("4130", credit=D("9.99"))],
        [LineIn("1110", debit=D("10.00"), credit=D("10.00"))],
        [LineIn("1110", debit=D("-5.00")), LineIn("4130", credit=D("-5.00"))],
        [LineIn("1110"), LineIn("4130")],
        [],
    ],
)
def test_post_entry_that_does_not_balance_is_refused(post, lines):
    with pytest.raises(NotBalanced):
        post(lines=lines)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("account", ["9999", "1000"])
def test_post_entry_to_no_account_or_a_heading_is_refused(post, account):
    with pytest.raises(UnknownAccount) as refusal, transaction.atomic():
        post(lines=[LineIn("1110", debit=D("1.00")), LineIn(account, credit=D("1.00"))])
    assert refusal.value.extra["account"] == account


def test_post_entry_into_no_journal_is_refused(post):
    with pytest.raises(UnknownJournal):
        post(journal="none")


def test_post_entry_into_a_closed_period_is_refused(post, at):
    from modules.ledger.models import Period

    november = Period.objects.get(name="2026-11")
    start_closing_period(period_id=november.pk, by=None, at=at)
    with pytest.raises(PeriodNotOpen):
        post()
    close_period(period_id=november.pk, by=None, at=at)
    with pytest.raises(PeriodNotOpen):
        post()
    post("test.sale:2", on=date(2026, 12, 1))


def test_post_entry_on_a_day_without_period_is_refused(post):
    with pytest.raises(PeriodNotOpen):
        post(on=date(1999, 1, 1))


def test_reverse_entry_mirrors_it_once(post, at):
    post(amount="50.00")
    reverse_entry(source="test.sale:1", reason="wrong", on=date(2026, 11, 21), by=None, at=at)
    assert balance_of("1110") == D("0.00")
    assert balance_of("1110", as_of=date(2026, 11, 20)) == D("50.00")
    assert JournalEntry.objects.get(source="test.sale:1").reversed_by.memo == "wrong"
    with pytest.raises(AlreadyPosted):
        reverse_entry(source="test.sale:1", reason="again", on=date(2026, 11, 21), by=None, at=at)


def test_balances_are_by_branch(post, other_branch):
    post(amount="10.00")
    post("test.sale:2", amount="5.00", branch_id=other_branch.pk)
    assert balance_of("1110", branch_id=other_branch.pk) == D("5.00")
    connection.check_constraints()
