"""Tables of an uninstalled module are kept in the schema `archive` and come back at reinstall, row by row.

The owner's role does this. While rows come back, the tables' own triggers are silent: the rows were lawful when they
were written, and history is not written twice. Foreign keys and constraints are checked all the same.
"""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from erp.kernel.documents.standing import application_role
from erp.kernel.registry.describing import tables_of
from erp.kernel.registry.errors import OperationFailed

SCHEMA = "archive"
BOOK = f"{SCHEMA}.erp_archive"
"""Which table was kept for which module, and how many rows it had."""


def contents(module: str) -> dict[str, int]:
    """Tables kept for the module, with their rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SCHEMA])
        if not cursor.fetchone()[0]:
            return {}
        cursor.execute(f"SELECT name, row_count FROM {BOOK} WHERE module = %s ORDER BY name", [module])
        return {name: int(rows) for name, rows in cursor.fetchall()}


def keep(module: str) -> dict[str, int]:
    """Copy the module's tables into the archive, in one transaction."""
    kept: dict[str, int] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        _prepare(cursor)
        for table in tables_of(module):
            source, target = _quote(table), f"{SCHEMA}.{_quote(table)}"
            if not _exists(cursor, f"public.{source}"):
                continue
            cursor.execute(f"DROP TABLE IF EXISTS {target}")
            cursor.execute(f"CREATE TABLE {target} AS TABLE public.{source}")
            cursor.execute(f"SELECT count(*) FROM {target}")
            kept[table] = int(cursor.fetchone()[0])
            cursor.execute(
                f"INSERT INTO {BOOK} (module, name, row_count) VALUES (%s, %s, %s)"
                " ON CONFLICT (module, name) DO UPDATE SET row_count = excluded.row_count, kept_at = now()",
                [module, table, kept[table]],
            )
    return kept


def bring_back(module: str) -> dict[str, int]:
    """Fill the module's new tables from the archive and empty the archive; raises if a row is missing."""
    kept = contents(module)
    back: dict[str, int] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        tables = [table for table in kept if _exists(cursor, f"public.{_quote(table)}")]
        for table in tables:
            cursor.execute(f"ALTER TABLE public.{_quote(table)} DISABLE TRIGGER USER")
        for table in reversed(tables):
            cursor.execute(f"DELETE FROM public.{_quote(table)}")
        for table in tables:
            back[table] = _copy_back(cursor, table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE public.{_quote(table)} ENABLE TRIGGER USER")
            cursor.execute(f"DROP TABLE {SCHEMA}.{_quote(table)}")
        cursor.execute(f"DELETE FROM {BOOK} WHERE module = %s AND name = ANY(%s)", [module, tables])
        different = {table: (kept[table], rows) for table, rows in back.items() if kept[table] != rows}
        if different:
            raise OperationFailed(f"the archive of {module} did not come back whole: {different}")
    return back


def _copy_back(cursor: CursorWrapper, table: str) -> int:
    columns = _common_columns(cursor, table)
    names = ", ".join(_quote(column) for column in columns)
    cursor.execute(f"INSERT INTO public.{_quote(table)} ({names}) SELECT {names} FROM {SCHEMA}.{_quote(table)}")
    rows = int(cursor.rowcount)
    for column in columns:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f"public.{_quote(table)}", column])
        sequence = cursor.fetchone()[0]
        if sequence:
            cursor.execute(
                f"SELECT setval(%s, coalesce(max({_quote(column)}), 0) + 1, false) FROM public.{_quote(table)}",
                [sequence],
            )
    return rows


def _common_columns(cursor: CursorWrapper, table: str) -> list[str]:
    """Columns of both; those that the database computes are left to it."""
    cursor.execute(
        "SELECT now.column_name FROM information_schema.columns now"
        " JOIN information_schema.columns kept ON kept.table_schema = %s AND kept.table_name = now.table_name"
        "   AND kept.column_name = now.column_name"
        " WHERE now.table_schema = 'public' AND now.table_name = %s AND now.is_generated = 'NEVER'"
        " ORDER BY now.ordinal_position",
        [SCHEMA, table],
    )
    return [name for (name,) in cursor.fetchall()]


def _prepare(cursor: CursorWrapper) -> None:
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {BOOK} (module text, name text, row_count bigint NOT NULL,"
        " kept_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (module, name))"
    )
    role = _quote(application_role())  # may read the book, for the plan; not the rows
    cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}")
    cursor.execute(f"GRANT SELECT ON {BOOK} TO {role}")


def _exists(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
    return bool(cursor.fetchone()[0])


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
