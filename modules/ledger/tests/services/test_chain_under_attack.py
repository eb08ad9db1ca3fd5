"""Five hundred edits by a superuser with all triggers off: our verify, and the one without our software, name each."""

import json
import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from django.db import transaction

from erp.kernel.access.models import Branch, Company
from erp.kernel.testing.database import url_of
from modules.ledger.management import verify_export
from modules.ledger.models import JournalEntry, JournalLine, JournalSeal
from modules.ledger.public import (
    LineIn,
    chain_head,
    chain_lines,
    heads_fault,
    keep_head,
    post_entry,
    seal_entries,
    verify_chain,
)
from modules.ledger.seed import chart as seed_chart

AT = datetime(2026, 11, 20, 5, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(hours=1)
TABLES = (JournalEntry, JournalLine, JournalSeal)
EDITS = 500


@pytest.fixture
def sealed(committed_db):
    """Twelve entries in two journals and two years, sealed."""
    with transaction.atomic():
        seed_chart.load()
        company = Company.objects.create(name="Lalita Clinic")
        branch = Branch.objects.create(code="STN", name="Sathorn", company=company)
        for number in range(1, 13):
            amount = Decimal(number) + Decimal("0.07")
            lines = [LineIn("1110", debit=amount), LineIn("4130", credit=amount - 1), LineIn("4120", credit=Decimal(1))]
            post_entry(
                source=f"test.sale:{number}",
                journal="sales" if number % 3 else "inventory",
                on=date(2026 + number % 2, 11, 20),
                branch_id=branch.pk,
                lines=lines,
                memo=f"entry {number}",
                by=None,
                at=AT,
            )
    assert seal_entries() == 12
    return committed_db


def column_edits(cursor):
    """One edit for each column. A seal's own key names nothing, and `xid8` is a mark for triggers, not content."""
    cursor.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_name = ANY(%s) AND data_type <> 'xid8'"
        " AND NOT (column_name = 'id' AND table_name = 'ledger_journalseal')"
        " ORDER BY 1, 2",
        [[model._meta.db_table for model in TABLES]],
    )
    another = {
        "bigint": "coalesce({0}, 0) + 7000",
        "integer": "{0} + 7000",
        "smallint": "{0} + 700",
        "numeric": "coalesce({0}, 0) + 0.01",
        "character varying": "left({0} || 'x', 40)",
        "bytea": "sha256({0} || '\\x01'::bytea)",
        "date": "{0} + 400",
        "timestamp with time zone": "coalesce({0}, now()) + interval '1 microsecond'",
        "jsonb": "{0} || '[1]'::jsonb",
    }
    for table, column, kind in cursor.fetchall():
        value = another[kind].format(column)
        if column == "state":
            value = "'draft'"
        yield f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT id FROM {table} ORDER BY id OFFSET %s LIMIT 1)"


WHOLE_ROWS = (
    "DELETE FROM ledger_journalline WHERE id = (SELECT id FROM ledger_journalline ORDER BY id OFFSET %s LIMIT 1)",
    "DELETE FROM ledger_journalentry WHERE id = (SELECT id FROM ledger_journalentry ORDER BY id OFFSET %s LIMIT 1)",
    "DELETE FROM ledger_journalseal WHERE id = (SELECT id FROM ledger_journalseal ORDER BY id OFFSET %s LIMIT 1)",
    "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo, dimensions)"
    " SELECT entry_id, position + 50, account_id, branch_id, debit, credit, memo, dimensions FROM ledger_journalline"
    " ORDER BY id OFFSET %s LIMIT 1",
    "UPDATE ledger_journalline a SET entry_id = b.entry_id, position = 90 FROM ledger_journalline b WHERE"
    " a.id = (SELECT id FROM ledger_journalline ORDER BY id OFFSET %s LIMIT 1) AND b.entry_id <> a.entry_id",
    "UPDATE ledger_journalseal SET chain_no = -chain_no WHERE chain_no = (%s %% 11) + 1",
    "DELETE FROM ledger_journalseal WHERE chain_no > 12 - (%s %% 11) - 1",  # the tail, cut
    "WITH cut AS (DELETE FROM ledger_journalseal WHERE chain_no > 12 - (%s %% 11) - 1 RETURNING entry_id),"
    " lines AS (DELETE FROM ledger_journalline WHERE entry_id IN (SELECT entry_id FROM cut))"
    " DELETE FROM ledger_journalentry WHERE id IN (SELECT entry_id FROM cut)",  # with its entries
)
SWAP = (
    "WITH pair AS (SELECT id, chain_no FROM ledger_journalseal WHERE chain_no IN ((%s %% 11) + 1, (%s %% 11) + 2))"
    " UPDATE ledger_journalseal s SET entry_id = other.entry_id FROM ledger_journalseal other WHERE s.id IN"
    " (SELECT id FROM pair) AND other.id IN (SELECT id FROM pair) AND other.id <> s.id"
)


def said_by_the_other(lines, head):
    try:
        verify_export.verify(lines, head=head)
    except verify_export.Broken as broken:
        return str(broken)
    return ""


def test_five_hundred_edits_by_a_superuser_are_named_and_nothing_else(sealed, tmp_path):
    chance = random.Random("edits of the ledger")
    head, heads = chain_head(), tmp_path / "heads"
    keep_head(path=heads, at=AT)
    missed = []
    with psycopg.connect(url_of(sealed, owner=True)) as owner, owner.cursor() as cursor:
        attacks = [*column_edits(cursor), *WHOLE_ROWS, SWAP]
        _without_keys(cursor)
        owner.commit()
        kept = _keep(cursor)
        owner.commit()
        for number in range(EDITS):
            attack = attacks[number % len(attacks)]
            place = chance.randint(0, 11)
            cursor.execute(attack, [place] * attack.count("%s"))
            changed = cursor.rowcount
            owner.commit()
            ours = verify_chain(at=LATER).fault or heads_fault(heads)
            theirs = said_by_the_other(chain_lines(), head)
            if not changed or not (ours and theirs):
                missed.append((attack, place, changed, ours, theirs))
            _put_back(cursor, kept)
            owner.commit()
        assert verify_chain(at=LATER).fault == said_by_the_other(chain_lines(), head) == ""
    assert missed == []


def _without_keys(cursor):
    """Whoever owns the tables switches triggers off and drops what keeps rows unique."""
    for model in TABLES:
        table = model._meta.db_table
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            "SELECT conname, conrelid::regclass FROM pg_constraint WHERE contype IN ('u', 'c', 'f')"
            " AND (conrelid = %s::regclass OR confrelid = %s::regclass)",
            [table, table],
        )
        for name, owner in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {owner} DROP CONSTRAINT IF EXISTS "{name}"')


def _keep(cursor):
    for model in TABLES:
        cursor.execute(f"CREATE TABLE kept_{model._meta.db_table} AS TABLE {model._meta.db_table}")
    return TABLES


def _put_back(cursor, kept):
    for model in kept:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
    for model in kept:
        cursor.execute(f"INSERT INTO {model._meta.db_table} SELECT * FROM kept_{model._meta.db_table}")


def test_the_verifier_runs_alone(sealed, tmp_path):
    export = tmp_path / "chain.jsonl"
    export.write_text("".join(chain_lines()), encoding="utf-8")
    alone = [sys.executable, "-I", str(Path(verify_export.__file__)), str(export)]
    said = subprocess.run([*alone, "--head", chain_head()], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, f"12 entries sealed, chain whole, head {chain_head()}\n")
    links = [json.loads(line) for line in export.read_text(encoding="utf-8").splitlines()]
    links[4]["content"]["entry"]["memo"] = "changed"
    export.write_text("".join(json.dumps(link) + "\n" for link in links), encoding="utf-8")
    said = subprocess.run(alone, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert f"({links[4]['number']}) was changed after it was sealed" in said.stdout


def test_an_entry_from_the_future_without_a_seal_is_named(sealed):
    with psycopg.connect(url_of(sealed, owner=True)) as owner:
        owner.execute("ALTER TABLE ledger_journalentry DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE ledger_journalseal DISABLE TRIGGER USER")
        owner.execute("DELETE FROM ledger_journalseal WHERE chain_no = 12")
        owner.execute("UPDATE ledger_journalentry SET created_at = '2999-01-01' WHERE source = 'test.sale:12'")
    assert verify_chain(at=LATER).fault.endswith("(test.sale:12) has no seal")


def test_a_sealed_entry_takes_no_line_even_from_a_transaction_of_the_same_number(sealed):
    """After a restore into a new cluster numbers of transactions begin again: here the owner makes them equal."""
    of_one = "WHERE entry_id = (SELECT id FROM ledger_journalentry WHERE source = 'test.sale:3')"
    more = (
        "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo, dimensions)"
        " SELECT entry_id, position + 10, account_id, branch_id, debit, credit, '', '[]'"
        f" FROM ledger_journalline {of_one}"
    )
    for statement in (more, f"DELETE FROM ledger_journalline {of_one}"):
        with psycopg.connect(url_of(sealed, owner=True)) as owner:
            owner.execute("ALTER TABLE ledger_journalentry DISABLE TRIGGER USER")
            owner.execute(
                "UPDATE ledger_journalentry SET posted_xid = pg_current_xact_id() WHERE source = 'test.sale:3'"
            )
            owner.execute("ALTER TABLE ledger_journalentry ENABLE TRIGGER USER")
            with pytest.raises(psycopg.Error, match="sealed entry"):
                owner.execute(statement)
            owner.rollback()
    assert verify_chain(at=LATER).fault == ""
