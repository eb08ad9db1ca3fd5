"""Closed books: periods opened by approval, the lock, a year's profit carried to equity once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from erp.kernel.documents.refusals import NotAllowed, NotNow
from modules.ledger.errors import AlreadyAsked, DayLocked, NotClosed, PeriodNotOpen, UnknownJournal, YearNotReady
from modules.ledger.models import FiscalYear, Journal, JournalEntry, JournalLine, LedgerSetting, Period, Reopening
from modules.ledger.public import (
    LineIn,
    approve_reopening,
    balance_of,
    balance_sheet,
    close_period,
    close_year,
    lock_books,
    profit_and_loss,
    refuse_reopening,
    request_reopening,
    revenue_by_day,
    start_closing_period,
)
from modules.ledger.services.close_period import resume_period
from modules.ledger.services.post_draft import post_draft
from modules.ledger.services.reopen_books import withdraw_reopening

D = Decimal
YEAR = {"from_on": date(2026, 1, 1), "to_on": date(2026, 12, 31)}


def shut(name, at):
    """Close a period."""
    period = Period.objects.get(name=name)
    start_closing_period(period_id=period.pk, by=None, at=at)
    return close_period(period_id=period.pk, by=None, at=at)


def attack(sql, values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(sql, *values):
    """The name of the rule that PostgreSQL refuses the statement by, as the application's role."""
    with pytest.raises(IntegrityError) as refusal:
        attack(sql, values)
    return refusal.value.__cause__.diag.constraint_name


@pytest.fixture
def lock(chart, accountant, at):
    """Lock the books up to a day: `lock(date(2026, 11, 15))`."""

    def make(day, by=accountant):
        return lock_books(ledger_setting_id=1, locked_until=day, reason="Filed", by=by, at=at)

    return make


@pytest.fixture
def year(post, other_branch, at):
    """2026: revenue 157.00 in two branches, rent 40.25, all months but December closed."""
    post("test.sale:1", "107.00")
    post("test.sale:2", "50.00", branch_id=other_branch.pk)
    post("test.rent:1", lines=[LineIn("5230", debit=D("40.25")), LineIn("1125", credit=D("40.25"))])
    post("test.sale:2025", "9.00", on=date(2025, 6, 1))
    for month in range(1, 12):
        shut(f"2026-{month:02d}", at)
    return FiscalYear.objects.get(name="2026")


def test_a_closed_period_is_opened_when_somebody_else_agrees(post, accountant, colleague, at):
    period = shut("2026-11", at)
    wish = request_reopening(period_id=period.pk, reason="A late bill", by=accountant, at=at)
    with pytest.raises(AlreadyAsked):
        request_reopening(period_id=period.pk, reason="again", by=accountant, at=at)
    with pytest.raises(NotAllowed):
        approve_reopening(reopening_id=wish.pk, by=accountant, at=at)
    with pytest.raises(PeriodNotOpen):
        post()
    approve_reopening(reopening_id=wish.pk, by=colleague, at=at)
    post()
    assert Period.objects.get(pk=period.pk).state == "open"
    with pytest.raises(NotNow):
        approve_reopening(reopening_id=wish.pk, by=colleague, at=at)


@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_a_wish_that_is_not_granted_opens_nothing(post, accountant, colleague, at, how):
    period = shut("2026-11", at)
    wish = request_reopening(period_id=period.pk, reason="A late bill", by=accountant, at=at)
    if how == "refused":
        refuse_reopening(reopening_id=wish.pk, reason="Filed", by=colleague, at=at)
    else:
        withdraw_reopening(reopening_id=wish.pk, by=accountant, at=at)
    with pytest.raises(PeriodNotOpen):
        post()
    assert Reopening.objects.get().state == how
    request_reopening(period_id=period.pk, reason="once more", by=accountant, at=at)


def test_what_is_not_closed_needs_no_wish(post, accountant, at):
    period = Period.objects.get(name="2026-11")
    start_closing_period(period_id=period.pk, by=accountant, at=at)
    with pytest.raises(NotClosed):
        request_reopening(period_id=period.pk, reason="x", by=accountant, at=at)
    resume_period(period_id=period.pk, by=accountant, at=at)
    post()


def test_nothing_is_posted_up_to_the_lock(post, write, accountant, lock, at):
    draft = write(entry_on=date(2026, 11, 15))
    lock(date(2026, 11, 15))
    with pytest.raises(DayLocked):
        post(on=date(2026, 11, 15))
    with pytest.raises(DayLocked) as refusal:
        write(entry_on=date(2026, 11, 15))
    assert (refusal.value.field, bool(refusal.value.remedy)) == ("entry_on", True)
    with pytest.raises(DayLocked):
        post_draft(journal_entry_id=draft.pk, by=accountant, at=at)
    post(on=date(2026, 11, 16))


def test_the_lock_moves_on_at_once_and_back_by_approval(post, accountant, colleague, lock, at):
    lock(date(2026, 11, 15))
    lock(date(2026, 11, 18))
    lock(date(2026, 11, 10))
    assert LedgerSetting.objects.get().locked_until == date(2026, 11, 18)
    with pytest.raises(AlreadyAsked):
        lock(None)
    wish = Reopening.objects.get()
    with pytest.raises(NotAllowed):
        approve_reopening(reopening_id=wish.pk, by=accountant, at=at)
    approve_reopening(reopening_id=wish.pk, by=colleague, at=at)
    assert LedgerSetting.objects.get().locked_until == date(2026, 11, 10)
    post(on=date(2026, 11, 11))


def test_a_years_profit_is_carried_to_equity_once(year, branch, other_branch, accountant, at):
    sheet = balance_sheet(as_of=date(2026, 12, 31))
    close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    year.refresh_from_db()
    assert (year.state, Period.objects.get(name="2026-12").state) == ("closed", "closed")
    assert balance_of("3200") == D("-116.75")
    assert balance_of("3200", branch_id=other_branch.pk) == D("-50.00")
    assert (balance_of("4130", as_of=date(2026, 12, 30)), balance_of("4130")) == (D("-166.00"), D("-9.00"))
    assert profit_and_loss(**YEAR).profit == D("116.75")
    assert revenue_by_day([branch.pk], from_on=date(2026, 12, 1), to_on=date(2026, 12, 31)) == {}
    after = balance_sheet(as_of=date(2026, 12, 31))
    assert (sheet.result, after.result) == (D("125.75"), D("9.00"))
    with pytest.raises(NotNow):
        close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    entry = JournalEntry.objects.get(journal__code="closing")
    assert (entry.entry_on, entry.pk) == (date(2026, 12, 31), year.closing_entry_id)
    lines = JournalLine.objects.filter(entry=entry).values_list("account__code", "branch_id", "debit", "credit")
    assert set(lines) == {
        ("4130", branch.pk, D("107.00"), D("0.00")),
        ("4130", other_branch.pk, D("50.00"), D("0.00")),
        ("5230", branch.pk, D("0.00"), D("40.25")),
        ("3200", branch.pk, D("0.00"), D("66.75")),
        ("3200", other_branch.pk, D("0.00"), D("50.00")),
    }


def test_reopening_a_period_of_a_closed_year_takes_the_profit_back(year, post, accountant, colleague, at):
    close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    march = Period.objects.get(name="2026-03")
    wish = request_reopening(period_id=march.pk, reason="A late bill", by=accountant, at=at)
    approve_reopening(reopening_id=wish.pk, by=colleague, at=at)
    year.refresh_from_db()
    assert (year.state, year.closing_entry, balance_of("3200")) == ("open", None, D("0.00"))
    assert set(Period.objects.filter(year=year, state="open").values_list("name", flat=True)) == {"2026-03", "2026-12"}
    post("test.late:1", "3.00", on=date(2026, 3, 3))
    shut("2026-03", at)
    close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    assert balance_of("3200") == D("-119.75")
    assert JournalEntry.objects.filter(journal__code="closing").count() == 3


def test_a_year_is_closed_when_its_months_are(post, accountant, at):
    year = FiscalYear.objects.get(name="2026")
    with pytest.raises(YearNotReady) as refusal:
        close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    assert len(refusal.value.extra["periods"]) == 11
    for month in range(1, 13):
        shut(f"2026-{month:02d}", at)
    with pytest.raises(YearNotReady) as refusal:
        close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    assert refusal.value.extra["periods"] == ["2026-12"]


def test_nobody_writes_into_the_journal_of_closings_by_hand(write):
    with pytest.raises(UnknownJournal):
        write(journal_id=Journal.objects.get(code="closing").pk)


def test_opening_balances_are_an_entry_of_their_own_journal(write, accountant, at):
    lines = [LineIn("1125", debit=D("5000.00")), LineIn("3100", credit=D("5000.00"))]
    entry = write(journal_id=Journal.objects.get(code="opening").pk, lines=lines, memo="Opening balances")
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    assert (balance_of("1125"), balance_of("3100")) == (D("5000.00"), D("-5000.00"))


# --- by SQL, as the application's role -------------------------------------------------------------------------------


def test_sql_opens_nothing_that_is_closed(year, accountant, colleague, at):
    close_year(fiscal_year_id=year.pk, by=accountant, at=at)
    assert refused("UPDATE ledger_period SET state = 'open' WHERE name = '2026-03'") == "ledger_opened_by_approval"
    open_year = "UPDATE ledger_fiscalyear SET state = 'open', closing_entry_id = NULL WHERE name = '2026'"
    assert refused(open_year) == "ledger_opened_by_approval"
    forget = "UPDATE ledger_fiscalyear SET closing_entry_id = NULL WHERE name = '2026'"
    assert refused(forget) == "ledger_year_keeps_entry"


def test_sql_posts_nothing_up_to_the_lock_and_does_not_move_it_back(lock, branch):
    lock(date(2026, 11, 15))
    born = (
        "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id,"
        " entry_on, memo, state, posted_at) SELECT 'attack:9', '', '', j.id, %s, p.id, '2026-11-15', '', 'posted',"
        " now() FROM ledger_journal j, ledger_period p WHERE j.code = 'sales' AND p.name = '2026-11'"
    )
    assert refused(born, branch.pk) == "ledger_day_locked"
    for day in ("NULL", "'2026-11-14'"):
        assert refused(f"UPDATE ledger_ledgersetting SET locked_until = {day}") == "ledger_opened_by_approval"


def test_sql_uses_no_approval_twice_nor_for_another_period_nor_ones_own(chart, accountant, colleague, lock, at):
    lock(date(2026, 11, 15))
    lock(None)
    wish = Reopening.objects.get()
    own = "UPDATE ledger_reopening SET state = 'approved', decided_by_id = requested_by_id, decided_at = now()"
    assert refused(own) == "ledger_reopening_approver_is_another"
    bend = "UPDATE ledger_reopening SET locked_until = '2026-11-01'"
    assert refused(bend) == "ledger_reopening_is_fixed"
    forge = (
        "UPDATE ledger_reopening SET decided_xid = pg_current_xact_id();"
        " UPDATE ledger_ledgersetting SET locked_until = NULL"
    )
    assert refused(forge) == "ledger_opened_by_approval"
    other = (
        f"UPDATE ledger_reopening SET state = 'approved', decided_by_id = {colleague.pk}, decided_at = now()"
        f" WHERE id = {wish.pk}; UPDATE ledger_ledgersetting SET locked_until = '2026-11-02'"
    )
    assert refused(other) == "ledger_opened_by_approval"
