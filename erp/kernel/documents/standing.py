"""Standing orders: grants and triggers that follow from what the models and machines say of themselves.

Applied by the owner after each migrate, so that a new table is never left open: the application's role gets what
`application_may` names, rows that are kept refuse DELETE and TRUNCATE, changing rows count their version, and the
audit trail hears of every change.

Only what differs is touched, one table at a time: a module comes and goes while people work, and an order that is
carried out already must not make them wait for a lock.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any
from urllib.parse import unquote, urlsplit

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from erp.kernel.documents.records import Fact, Record

READ = frozenset({"SELECT"})
FREE = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
SYSTEM_TABLES = ("django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions")
OURS = ("erp_", "pgtrigger_")  # how the names of our triggers begin
ENABLED = "O"
# pgtrigger lets a session switch a trigger off by a setting, and says so anew with each of its triggers; nobody may.
NO_WAY_ROUND = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false';
"""


@dataclass
class Table:
    """What a table carries: privileges of the application's role, and triggers by name with what marks their text."""

    privileges: frozenset[str] = frozenset()
    triggers: dict[str, str] = field(default_factory=dict)


def application_role() -> str:
    """The database role that the running application uses."""
    return unquote(urlsplit(settings.DATABASE_URL).username or "")


def after_migrate(**_kwargs: Any) -> None:
    """Receiver of post_migrate."""
    apply_standing_orders()


def apply_standing_orders() -> None:
    """Bring grants and triggers of every table in line with its model."""
    with connection.cursor() as cursor:
        found = _as_found(cursor)
        audited = _audit_exists(cursor)
        cursor.execute("\n".join(_schema_grants()))
        declared: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for owner, trigger in pgtrigger.registered():
            compiled = trigger.compile(owner)
            declared[owner._meta.db_table].append((trigger.get_pgid(owner), compiled.hash, compiled.install_sql))
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in found or not model._meta.managed or model._meta.proxy:
                continue
            wanted = {name: (mark, f"{order}\n{NO_WAY_ROUND}") for name, mark, order in declared[table]}
            wanted |= {name: (_mark(order), order) for name, order in _own_triggers(model, audited=audited)}
            if orders := [*_grants(model, found[table]), *_changes(table, wanted, found[table])]:
                with transaction.atomic():
                    cursor.execute("\n".join(orders))
        _look_in_public(cursor)


def _look_in_public(cursor: Any) -> None:
    """Our functions find our tables, whatever the session has put before them: a temporary table hides nothing."""
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        " AND p.proowner = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND p.proconfig IS NULL"
        " AND p.proname <> '_pgtrigger_should_ignore' AND p.prokind = 'f'"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    for (function,) in cursor.fetchall():
        cursor.execute(f"ALTER FUNCTION {function} SET search_path = public, pg_temp")


def _as_found(cursor: Any) -> dict[str, Table]:
    """Every table of the schema, as it stands now."""
    cursor.execute(
        "SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    )
    tables = {oid: (name, Table()) for oid, name in cursor.fetchall()}
    cursor.execute(
        "SELECT c.oid, array_agg(a.privilege_type) FROM pg_class c CROSS JOIN aclexplode(c.relacl) a"
        " WHERE a.grantee = %s::regrole AND c.oid = ANY(%s) GROUP BY c.oid",
        [connection.ops.quote_name(application_role()), list(tables)],
    )
    for oid, privileges in cursor.fetchall():
        tables[oid][1].privileges = frozenset(privileges)
    cursor.execute(
        "SELECT tgrelid, tgname, tgenabled, coalesce(obj_description(oid, 'pg_trigger'), '') FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid = ANY(%s)",
        [list(tables)],
    )
    for oid, name, enabled, mark in cursor.fetchall():
        tables[oid][1].triggers[name] = mark if enabled == ENABLED else "disabled"
    return dict(tables.values())


def _schema_grants() -> list[str]:
    role = connection.ops.quote_name(application_role())
    return [
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};",
        f"GRANT SELECT ON django_migrations TO {role};",
    ]


def _grants(model: type[models.Model], found: Table) -> list[str]:
    allowed = allowed_to_application(model)
    if found.privileges == allowed:
        return []
    table, role = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(application_role())
    return [f"REVOKE ALL ON {table} FROM {role};", f"GRANT {', '.join(sorted(allowed))} ON {table} TO {role};"]


def allowed_to_application(model: type[models.Model]) -> frozenset[str]:
    """What the application's role may do to the table of `model`."""
    named: frozenset[str] | None = getattr(model, "application_may", None)
    if named is not None:
        return named
    return READ if model._meta.db_table in SYSTEM_TABLES else FREE


def _changes(table: str, wanted: dict[str, tuple[str, str]], found: Table) -> list[str]:
    """SQL for triggers that are missing, differ or are disabled, and for those of ours that nobody wants any more."""
    quoted = connection.ops.quote_name(table)
    surplus = [name for name in found.triggers if name.startswith(OURS) and name not in wanted]
    orders = [f"DROP TRIGGER {connection.ops.quote_name(name)} ON {quoted};" for name in surplus]
    for name, (mark, order) in wanted.items():
        if found.triggers.get(name) != mark:
            orders += [
                f"DROP TRIGGER IF EXISTS {connection.ops.quote_name(name)} ON {quoted};",
                order,
                f"COMMENT ON TRIGGER {connection.ops.quote_name(name)} ON {quoted} IS '{mark}';",
            ]
    return orders


def _mark(order: str) -> str:
    return sha1(order.encode(), usedforsecurity=False).hexdigest()


def _own_triggers(model: type[models.Model], *, audited: bool) -> Iterator[tuple[str, str]]:
    """Name and text of the triggers that each of our tables carries for what it is."""
    if issubclass(model, Record):
        yield _trigger(model, "erp_touch", "BEFORE UPDATE", "ROW", "erp_touch()")
    if issubclass(model, Fact | Record):
        yield _trigger(model, "erp_no_truncate", "BEFORE TRUNCATE", "STATEMENT", "erp_refuse()")
    if issubclass(model, Fact):
        events = "UPDATE OR DELETE" if "DELETE" not in allowed_to_application(model) else "UPDATE"
        yield _trigger(model, "erp_kept", f"BEFORE {events}", "ROW", "erp_refuse()")
    if audited and issubclass(model, Record) and model.keeps_history:
        events = "AFTER INSERT OR UPDATE OR DELETE" if model.history_from_birth else "AFTER UPDATE OR DELETE"
        secret = ", ".join(f"'{column}'" for column in sorted(model.history_without))
        yield _trigger(model, "erp_audit", events, "ROW", f"erp_audit({secret})")


def _trigger(model: type[models.Model], name: str, when: str, level: str, function: str) -> tuple[str, str]:
    table = connection.ops.quote_name(model._meta.db_table)
    return name, f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {level} EXECUTE FUNCTION {function};"


def _audit_exists(cursor: Any) -> bool:
    cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = 'erp_audit'")
    return bool(cursor.fetchone()[0])
