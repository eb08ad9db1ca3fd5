"""Two hundred attacks, drawn from a seed: tables × columns × verbs, and forgeries that need a plan.

Each is one transaction: statements, then COMMIT. `{…}` of a forgery is filled from what the clinic has lived.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

OWNER = "aesthetix_owner"
POSTED = "entry_id IN (SELECT id FROM ledger_journalentry WHERE posted_xid IS NOT NULL)"
# Table → which of its rows nobody may touch any more.
KEPT = {
    "ledger_journalentry": "posted_xid IS NOT NULL",
    "ledger_journalline": POSTED,
    "ledger_journalseal": "true",
    "sequences_numberseries": "true",
    "courses_redemption": "true",
    "courses_redemptionreturn": "true",
    "audit_change": "true",
    "audit_readlog": "true",
    "machines_transitionlog": "true",
    "events_outboxevent": "true",
    "sales_tender": "true",
    "sales_receipt": "true",
    "sales_taxpart": "line_id IN (SELECT l.id FROM sales_orderline l JOIN sales_order o ON o.id = l.order_id"
    " WHERE o.paid_xid IS NOT NULL)",
    "sales_refundline": "true",
    "sales_refundpart": "true",
    "sales_refundtender": "true",
}
# Of these every row counts: nothing may be added either, but by those whose work it is.
CLOSED = ("ledger_journalseal", "sequences_numberseries", "courses_redemption", "courses_redemptionreturn")
ANOTHER = {
    "bigint": "coalesce({0}, 0) + 7",
    "integer": "coalesce({0}, 0) + 7",
    "smallint": "coalesce({0}, 0) + 7",
    "numeric": "coalesce({0}, 0) + 0.01",
    "character varying": "left('x' || {0}, 12)",
    "text": "'x'",
    "bytea": "sha256(coalesce({0}, '') || '\\x01'::bytea)",
    "date": "coalesce({0}, current_date) + 1",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 second'",
    "jsonb": "'[1]'::jsonb",
    "boolean": "NOT {0}",
    "uuid": "gen_random_uuid()",
    "xid8": "pg_current_xact_id()",
    "ARRAY": "'{{}}'",
}
WRITE = (
    "UPDATE {table} SET {column} = {value} WHERE {rows}",
    "WITH gone AS (UPDATE {table} SET {column} = {value} WHERE {rows} RETURNING 1) SELECT count(*) FROM gone",
    "SAVEPOINT a; UPDATE {table} SET {column} = {value} WHERE {rows}; RELEASE a",
    "SET CONSTRAINTS ALL DEFERRED; UPDATE {table} SET {column} = {value} WHERE {rows}",
    "MERGE INTO {table} t USING (SELECT {key} AS k FROM {table} WHERE {rows}) s ON t.{key} = s.k"
    " WHEN MATCHED THEN UPDATE SET {column} = {other}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE {rows} ON CONFLICT ({key}) DO UPDATE SET {column} = {own}",
    "SELECT 1 FROM {table} WHERE {rows} FOR UPDATE; UPDATE {table} SET {column} = {value} WHERE {rows}",
    "SET LOCAL session_replication_role = replica; UPDATE {table} SET {column} = {value} WHERE {rows}",
    "SET LOCAL pgtrigger.ignore = '{{{table}:all}}'; UPDATE {table} SET {column} = {value} WHERE {rows}",
    "DO $$ BEGIN UPDATE {table} SET {column} = {value} WHERE {rows}; END $$",
)
WHOLE = (
    "DELETE FROM {table} WHERE {rows}",
    "WITH gone AS (DELETE FROM {table} WHERE {rows} RETURNING 1) SELECT count(*) FROM gone",
    "MERGE INTO {table} t USING (SELECT {key} AS k FROM {table} WHERE {rows}) s ON t.{key} = s.k"
    " WHEN MATCHED THEN DELETE",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} DISABLE TRIGGER USER",
    "ALTER TABLE {table} RENAME TO lost",
    "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "DROP TABLE {table} CASCADE",
    "GRANT ALL ON {table} TO PUBLIC",
    "CREATE RULE nothing AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "CREATE TRIGGER mine BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION erp_touch()",
    "COPY {table} FROM PROGRAM 'true'",
    "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE; DELETE FROM {table}",
)
LINE = (
    "INSERT INTO {schema}ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo,"
    " dimensions)"
    " SELECT entry_id, position + 50, account_id, branch_id, debit, credit, '', '[]' FROM public.ledger_journalline"
    " WHERE entry_id = (SELECT min(id) FROM public.ledger_journalentry WHERE posted_xid IS NOT NULL)"
)
SEAL = (
    "INSERT INTO ledger_journalseal (entry_id, chain_no, journal_id, year, sequence, number, previous_hash, hash)"
    " SELECT {entry}, {place}, s.journal_id, s.year, s.sequence + {ahead}, s.number || '{mark}', {previous},"
    " sha256('forged') FROM ledger_journalseal s ORDER BY chain_no DESC LIMIT 1"
)
USE = (
    "INSERT INTO courses_redemption (allowance_id, hold_id, branch_id, nth, session_no, sessions, value, source,"
    " performed_by_id, redeemed_at, business_on) SELECT allowance_id, hold_id, branch_id, {nth}, session_no, sessions,"
    " value, source, performed_by_id, redeemed_at, business_on FROM courses_redemption ORDER BY id LIMIT 1"
)
ENTRY = (
    "INSERT INTO ledger_journalentry (source, source_number, source_digest, journal_id, branch_id, period_id, entry_on,"
    " memo, state, posted_at, posted_xid) SELECT {source}, source_number, source_digest, journal_id, branch_id,"
    " period_id, {on}, memo, 'posted', posted_at, posted_xid FROM ledger_journalentry WHERE posted_xid IS NOT NULL"
    " ORDER BY id LIMIT 1"
)
SHADOW = (
    "CREATE TEMP TABLE ledger_journalentry AS SELECT id, pg_current_xact_id() AS posted_xid,"
    " NULL::bigint AS submitted_by_id, NULL::bigint AS written_by_id FROM public.ledger_journalentry; "
)
FORGERIES = (
    LINE.format(schema=""),  # two balanced lines, late
    f"SAVEPOINT a; {LINE.format(schema='')}; RELEASE a",
    f"SET CONSTRAINTS ALL DEFERRED; {LINE.format(schema='')}",
    f"UPDATE ledger_journalentry SET posted_xid = pg_current_xact_id(); {LINE.format(schema='')}",
    SHADOW + LINE.format(schema="public."),  # the guard is to look at a table of the session's own
    "CREATE TEMP TABLE sales_order AS SELECT id, pg_current_xact_id() AS paid_xid FROM public.sales_order;"
    " INSERT INTO public.sales_tender (order_id, kind, amount, tendered, reference)"
    " SELECT id, 'cash', 1, 1, '' FROM public.sales_order WHERE state = 'paid'",
    ENTRY.format(source="source", on="entry_on"),  # the same document twice
    ENTRY.format(source="source || 'x'", on="entry_on"),  # an entry without lines
    ENTRY.format(source="source || 'y'", on="entry_on - 400"),
    SEAL.format(entry="s.entry_id", place="s.chain_no + 1", ahead=1, mark="1", previous="s.hash"),  # sealed twice
    SEAL.format(entry="(SELECT max(id) FROM ledger_journalentry WHERE posted_xid IS NULL)", place="s.chain_no + 1",
                ahead=1, mark="2", previous="s.hash"),  # a draft
    SEAL.format(entry="(SELECT min(id) FROM ledger_journalentry)", place="s.chain_no", ahead=0, mark="",
                previous="s.previous_hash"),  # another in its place
    SEAL.format(entry="-1", place="s.chain_no + 1", ahead=1, mark="3", previous="s.hash"),
    SEAL.format(entry="s.entry_id", place="s.chain_no + 9", ahead=9, mark="4", previous="s.hash"),
    USE.format(nth="nth"),  # the same use of the same session
    USE.format(nth="nth + 70"),  # used without being deducted
    f"SET CONSTRAINTS ALL DEFERRED; {USE.format(nth='nth + 71')}",
    "UPDATE courses_courseallowance SET used = used + 1",  # deducted without being used
    "UPDATE courses_courseallowance SET used = 0",
    "UPDATE courses_courseallowance SET sold = sold + 5, net = net + 100, gross = gross + 100",
    "INSERT INTO courses_redemptionreturn (redemption_id, reason, returned_at)"
    " SELECT id, 'x', now() FROM courses_redemption",  # given back, and the course knows nothing of it
    "UPDATE sequences_numberseries SET last = last - 1",
    "UPDATE sequences_numberseries SET last = 0",
    "UPDATE sequences_numberseries SET last = last + 100",
    "UPDATE sequences_numberseries SET key = key || 'x'",
    "INSERT INTO sequences_numberseries (key, last) VALUES ('TX/NEW/1//2026', 500)",
    "INSERT INTO sequences_numberseries SELECT key, 1 FROM sequences_numberseries"
    " ON CONFLICT (key) DO UPDATE SET last = 1",
    "INSERT INTO sales_order (number, branch_id, source, note, state, subtotal, order_discount, discount, vat, total,"
    " change, void_reason) SELECT number, branch_id, '', '', 'draft', 0, 0, 0, 0, 0, 0, ''"
    " FROM sales_order WHERE number <> ''",  # a number twice
    "UPDATE sales_order SET number = number || 'x' WHERE paid_xid IS NOT NULL",
    "UPDATE sales_refund SET number = 'x' WHERE paid_xid IS NOT NULL",
    f"SET ROLE {OWNER}",
    f"SET SESSION AUTHORIZATION {OWNER}",
    "SET SESSION AUTHORIZATION postgres",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "CREATE OR REPLACE FUNCTION ledger_line_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE OR REPLACE FUNCTION erp_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "DROP FUNCTION ledger_entry_guard() CASCADE",
    "ALTER FUNCTION ledger_line_guard() RESET search_path",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "UPDATE pg_trigger SET tgenabled = 'D'",
    "DELETE FROM pg_constraint",
    "DELETE FROM django_migrations",
)  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """One transaction."""

    about: str
    sql: str


def attacks(link: psycopg.Connection[Any], *, seed: int, count: int) -> Iterator[Attack]:
    """All forgeries, then as many of tables × columns × verbs as make up `count`: the same of a seed."""
    chance = random.Random(seed)
    drawn = list(_everything(link))
    chance.shuffle(drawn)
    planned = [Attack("forgery", sql) for sql in FORGERIES]
    yield from planned
    yield from drawn[: count - len(planned)]


def _everything(link: psycopg.Connection[Any]) -> Iterator[Attack]:
    columns = link.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = ANY(%s) ORDER BY 1, 2",
        [list(KEPT)],
    ).fetchall()
    for table, column, kind in columns:
        if (table, column) == ("sequences_numberseries", "last"):
            continue  # the next number is there to be taken; all else about it is among the forgeries
        for verb in WRITE:
            yield Attack(f"{table}.{column}", _filled(verb, table, column, ANOTHER[kind]))
    for table in KEPT:
        for verb in WHOLE:
            yield Attack(table, _filled(verb, table, "", ""))


def _filled(verb: str, table: str, column: str, value: str) -> str:
    return verb.format(
        table=table,
        column=column,
        rows=KEPT[table],
        key="key" if table == "sequences_numberseries" else "id",
        value=value.format(column),
        other=value.format(f"t.{column}"),
        own=value.format(f"{table}.{column}"),
    )
