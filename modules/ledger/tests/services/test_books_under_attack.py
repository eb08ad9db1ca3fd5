"""With transactions that commit: late lines, a superuser's pencil, two who post at once."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from erp.kernel.access.models import Branch, Company, User
from erp.kernel.testing.database import url_of
from modules.ledger.errors import AlreadyPosted, PeriodNotOpen
from modules.ledger.models import JournalEntry, Period
from modules.ledger.public import LineIn, balance_of, post_entry, seal_entries, start_closing_period, verify_chain
from modules.ledger.seed import chart as seed_chart

ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 5, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def books(committed_db):
    """A committed chart and branch."""
    with transaction.atomic():
        seed_chart.load()
        company = Company.objects.create(name="Lalita Clinic")
        Branch.objects.create(code="STN", name="Sathorn", company=company)
        User.objects.create(username="accountant")
    return committed_db


def post(source):
    with transaction.atomic():
        lines = [LineIn("1110", debit=Decimal("10.00")), LineIn("4130", credit=Decimal("10.00"))]
        branch = Branch.objects.get(code="STN")
        return post_entry(source=source, journal="sales", on=ON, branch_id=branch.pk, lines=lines, by=None, at=AT)


def pair(entry_id):
    return (
        "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo, dimensions)"
        f" SELECT entry_id, position + 10, account_id, branch_id, debit, credit, '', '[]' FROM ledger_journalline"
        f" WHERE entry_id = {entry_id}"
    )


def test_two_balanced_lines_do_not_slip_in_later(books):
    entry = post("test.sale:1")
    for attack in (
        pair(entry.id),
        f"DELETE FROM ledger_journalline WHERE entry_id = {entry.id}",
        f"SAVEPOINT s; {pair(entry.id)}",
    ):
        with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)
        assert refusal.value.__cause__.diag.constraint_name == "ledger_posted_is_final"
    assert balance_of("1110") == Decimal("10.00")


def test_lines_may_come_while_the_entry_is_posted_also_inside_a_savepoint(books):
    with transaction.atomic():
        entry = post("test.sale:1")  # a savepoint of this transaction
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(pair(entry.id))
    assert balance_of("1110") == Decimal("20.00")


def test_a_line_on_its_way_keeps_a_draft_from_being_posted(books):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id,"
            " entry_on, memo, state, written_by_id)"
            " SELECT 'test.draft:1', '', '', j.id, b.id, p.id, '2026-11-20', '', 'draft', u.id"
            " FROM access_user u, ledger_journal j, ledger_period p, access_branch b"
            " WHERE j.code = 'general' AND p.name = '2026-11'"
            " RETURNING id"
        )
        (draft,) = cursor.fetchone()
        line = (
            "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo,"
            f" dimensions) SELECT {draft}, 1, a.id, b.id, 5, 0, '', '[]' FROM ledger_account a, access_branch b"
            " WHERE a.code = '1110'"
        )
        with psycopg.connect(url_of(books)) as other:
            other.execute(line)
            cursor.execute("SET lock_timeout = '200ms'")
            with pytest.raises(DatabaseError, match="lock timeout"):
                cursor.execute(f"UPDATE ledger_journalentry SET state = 'posted', posted_at = now() WHERE id = {draft}")
            other.rollback()


def test_posting_once_though_eight_try_at_the_same_moment(books):
    outcomes = []

    def attempt():
        try:
            post("test.sale:1")
            outcomes.append("posted")
        except AlreadyPosted:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["posted"] + ["refused"] * 7
    assert balance_of("1110") == Decimal("10.00")


def test_closing_waits_for_who_posts_and_then_refuses(books):
    with psycopg.connect(url_of(books)) as other:
        other.execute("SELECT 1 FROM ledger_period WHERE name = '2026-11' FOR SHARE")
        connection.cursor().execute("SET lock_timeout = '200ms'")
        november = Period.objects.get(name="2026-11").pk
        with pytest.raises(DatabaseError, match="lock timeout"), transaction.atomic():
            start_closing_period(period_id=november, by=None, at=AT)
    with transaction.atomic():
        start_closing_period(period_id=Period.objects.get(name="2026-11").pk, by=None, at=AT)
    with pytest.raises(PeriodNotOpen):
        post("test.sale:2")


def test_verify_names_the_first_bad_row_even_if_a_superuser_held_the_pencil(books):
    entries = [post(f"test.sale:{number}") for number in range(1, 4)]
    assert seal_entries() == 3
    assert verify_chain(at=LATER).fault == ""
    with psycopg.connect(url_of(books, owner=True), autocommit=True) as owner:
        owner.execute("ALTER TABLE ledger_journalentry DISABLE TRIGGER USER")
        owner.execute(f"UPDATE ledger_journalentry SET memo = 'changed' WHERE id = {entries[1].id}")
    fault = verify_chain(at=LATER).fault
    assert fault == f"entry {entries[1].id} (SAL-2026-000002) was changed after it was sealed"


def test_a_seal_must_follow_the_one_before_and_seal_something_posted(books):
    entries = [post("test.sale:1"), post("test.sale:2")]
    seal_entries(limit=1)
    forged = (
        "INSERT INTO ledger_journalseal (entry_id, chain_no, journal_id, year, sequence, number, previous_hash, hash)"
        " SELECT %s, 2, journal_id, 2026, 2, 'SAL-2026-000002', sha256('x'), sha256('y') FROM ledger_journalentry"
        " WHERE id = %s"
    )
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forged, [entries[1].id, entries[1].id])
    assert refusal.value.__cause__.diag.constraint_name == "ledger_seal_chained"
    for attack in ("DELETE FROM ledger_journalseal", "UPDATE ledger_journalseal SET number = 'x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)
    assert JournalEntry.objects.count() == 2
