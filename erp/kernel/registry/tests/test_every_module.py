"""What every module inherits: it can be taken out again, with its rows in the archive, and come back."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from erp.kernel.registry.discovery import ROOT, discover, in_order
from erp.kernel.testing.database import url_of


@pytest.mark.slow
def test_every_module_goes_to_the_archive_and_comes_back(committed_db):
    """One process takes all of them out, top to bottom; another brings all of them back."""
    names = in_order(set(discover()))
    step(committed_db, "unmake", "--keep", *reversed(names))
    assert tables("public") & tables("archive") == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, row_count FROM archive.erp_archive")
        kept = dict(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = ANY(%s)", [names])
        assert cursor.fetchone()[0] == 0
    step(committed_db, "make", *names)
    with connection.cursor() as cursor:
        for name, rows in kept.items():
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            assert cursor.fetchone()[0] == rows, name


def step(database: str, *words: str) -> None:
    run = subprocess.run(
        [sys.executable, "manage.py", "modules_child", *words],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "erp.project.settings",
            "DATABASE_URL": url_of(database),
            "DATABASE_OWNER_URL": url_of(database, owner=True),
            "ERP_MODULES": "all",
            "ERP_AS_OWNER": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def tables(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return {name for (name,) in cursor.fetchall()}
