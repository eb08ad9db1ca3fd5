"""Standing orders: grants and triggers that follow from what the models and machines say of themselves.

Applied by the owner after each migrate, so that a new table is never left open: the application's role gets what
`application_may` names, rows that are kept refuse DELETE and TRUNCATE, changing rows count their version, and the
audit trail hears of every change.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from erp.kernel.documents.records import Fact, Record

READ = frozenset({"SELECT"})
FREE = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
SYSTEM_TABLES = ("django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions")
# pgtrigger lets a session switch a trigger off by a setting; nobody may here.
NO_WAY_ROUND = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false';
"""


def application_role() -> str:
    """The database role that the running application uses."""
    return unquote(urlsplit(settings.DATABASE_URL).username or "")


def after_migrate(**_kwargs: Any) -> None:
    """Receiver of post_migrate."""
    apply_standing_orders()


def apply_standing_orders() -> None:
    """Bring grants and triggers of every table in line with its model."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        _install_triggers(tables)
        statements = [NO_WAY_ROUND, *_schema_grants()]
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table in tables and model._meta.managed and not model._meta.proxy:
                statements += _orders_for(model)
        if _audit_exists(cursor):
            statements += [order for model in _with_history(tables) for order in _audit(model)]
        cursor.execute("\n".join(statements))


def _install_triggers(tables: set[str]) -> None:
    """Triggers that models and machines declare: installed where they are missing or differ, old ones removed."""
    for model, trigger in pgtrigger.registered():
        if model._meta.db_table in tables and trigger.get_installation_status(model)[0] != "INSTALLED":
            trigger.install(model)
    pgtrigger.prune()


def _schema_grants() -> list[str]:
    role = connection.ops.quote_name(application_role())
    return [
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};",
        f"GRANT SELECT ON django_migrations TO {role};",
    ]


def _orders_for(model: type[models.Model]) -> list[str]:
    table = connection.ops.quote_name(model._meta.db_table)
    role = connection.ops.quote_name(application_role())
    allowed = allowed_to_application(model)
    orders = [f"REVOKE ALL ON {table} FROM {role};", f"GRANT {', '.join(sorted(allowed))} ON {table} TO {role};"]
    if issubclass(model, Record):
        orders += _trigger(table, "erp_touch", "BEFORE UPDATE", "ROW", "erp_touch()")
    if issubclass(model, Fact | Record):
        orders += _trigger(table, "erp_no_truncate", "BEFORE TRUNCATE", "STATEMENT", "erp_refuse()")
    if issubclass(model, Fact):
        events = "UPDATE OR DELETE" if "DELETE" not in allowed else "UPDATE"
        orders += _trigger(table, "erp_kept", f"BEFORE {events}", "ROW", "erp_refuse()")
    return orders


def allowed_to_application(model: type[models.Model]) -> frozenset[str]:
    """What the application's role may do to the table of `model`."""
    named: frozenset[str] | None = getattr(model, "application_may", None)
    if named is not None:
        return named
    return READ if model._meta.db_table in SYSTEM_TABLES else FREE


def _trigger(table: str, name: str, when: str, level: str, function: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table};",
        f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {level} EXECUTE FUNCTION {function};",
    ]


def _audit_exists(cursor: Any) -> bool:
    cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = 'erp_audit'")
    return bool(cursor.fetchone()[0])


def _with_history(tables: set[str]) -> list[type[Record]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Record) and model.keeps_history and model._meta.db_table in tables
    ]


def _audit(model: type[Record]) -> list[str]:
    table = connection.ops.quote_name(model._meta.db_table)
    events = "AFTER INSERT OR UPDATE OR DELETE" if model.history_from_birth else "AFTER UPDATE OR DELETE"
    secret = ", ".join(f"'{column}'" for column in sorted(model.history_without))
    return _trigger(table, "erp_audit", events, "ROW", f"erp_audit({secret})")
