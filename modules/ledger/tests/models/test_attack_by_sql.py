"""What PostgreSQL itself refuses, attacked as the application's role."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from modules.ledger.models import JournalEntry, Period


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_entry_that_does_not_balance_is_refused_at_commit(post):
    posted = post()
    with pytest.raises(IntegrityError, match="debits and credits differ"):
        attack(
            "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo,"
            " dimensions) SELECT entry_id, 9, account_id, branch_id, 1, 0, '', '[]' FROM ledger_journalline"
            " WHERE entry_id = %s LIMIT 1",
            posted.id,
        )


def test_an_entry_without_lines_is_refused_at_commit(chart, branch):
    with pytest.raises(IntegrityError, match="at least two lines"):
        attack(
            "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id,"
            " entry_on, memo, state, posted_at) SELECT 'attack:1', '', '', j.id, %s, p.id, p.starts_on, '', 'posted',"
            " now()"
            " FROM ledger_journal j, ledger_period p WHERE j.code = 'sales' AND p.name = '2026-11'",
            branch.pk,
        )


def test_a_posted_entry_refuses_change(post):
    posted = post()
    for change in ("memo = 'x'", "entry_on = entry_on + 1", "state = 'draft'", "posted_xid = NULL"):
        with pytest.raises(DatabaseError):
            attack(f"UPDATE ledger_journalentry SET {change} WHERE id = %s", posted.id)
    assert JournalEntry.objects.get(pk=posted.id).memo == ""


def test_entries_are_not_deleted_nor_tables_truncated(post):
    posted = post()
    for statement in (
        f"DELETE FROM ledger_journalentry WHERE id = {posted.id}",
        "TRUNCATE ledger_journalline",
        "TRUNCATE ledger_journalentry CASCADE",
        "TRUNCATE ledger_journalseal",
        f"UPDATE ledger_journalline SET debit = debit + 1 WHERE entry_id = {posted.id}",
        "ALTER TABLE ledger_journalentry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE aesthetix_owner",
    ):
        with pytest.raises(DatabaseError):
            attack(statement)


def test_a_setting_does_not_switch_the_guards_off(post):
    posted = post()
    attack("SET LOCAL pgtrigger.ignore = '{zz_ledger_entry_guard,pgtrigger_state_moves_39c43}'")
    with pytest.raises(DatabaseError):
        attack("UPDATE ledger_journalentry SET memo = 'x' WHERE id = %s", posted.id)


def test_nothing_is_posted_into_a_closed_period_by_any_door(chart, branch):
    attack("UPDATE ledger_period SET state = 'closing' WHERE name = '2026-10'")
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id,"
            " entry_on, memo, state, posted_at) SELECT 'attack:2', '', '', j.id, %s, p.id, p.starts_on, '', 'posted',"
            " now()"
            " FROM ledger_journal j, ledger_period p WHERE j.code = 'sales' AND p.name = '2026-10'",
            branch.pk,
        )
    assert refusal.value.__cause__.diag.constraint_name == "ledger_period_open"


def test_an_entry_lies_within_its_period(chart, branch):
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id,"
            " entry_on, memo, state, posted_at) SELECT 'attack:3', '', '', j.id, %s, p.id, '2026-09-01', '', 'posted',"
            " now()"
            " FROM ledger_journal j, ledger_period p WHERE j.code = 'sales' AND p.name = '2026-10'",
            branch.pk,
        )
    assert refusal.value.__cause__.diag.constraint_name == "ledger_entry_in_its_period"


def test_a_period_keeps_its_days_and_its_ways(chart):
    period = Period.objects.get(name="2026-11")
    for change in ("starts_on = starts_on + 1", "state = 'closed'"):
        with pytest.raises(IntegrityError):
            attack(f"UPDATE ledger_period SET {change} WHERE id = %s", period.pk)


def test_periods_do_not_overlap(chart):
    with pytest.raises(IntegrityError):
        attack(
            "INSERT INTO ledger_period (year_id, name, starts_on, ends_on, state)"
            " SELECT id, 'twice', '2026-11-15', '2026-12-15', 'open' FROM ledger_fiscalyear WHERE name = '2026'"
        )


def test_a_line_has_one_positive_side(post):
    posted = post()
    for debit, credit in ((1, 1), (0, 0), (-1, 0)):
        with pytest.raises(IntegrityError):
            attack(
                "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo,"
                " dimensions) SELECT entry_id, 9, account_id, branch_id, %s, %s, '', '[]' FROM ledger_journalline"
                " WHERE entry_id = %s LIMIT 1",
                debit,
                credit,
                posted.id,
            )
