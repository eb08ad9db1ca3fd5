"""Standing orders touch what differs, and nothing else: a module is installed while people work."""

import os
import subprocess
import sys

import psycopg
import pytest

from erp.kernel.documents.standing import application_role
from erp.kernel.registry.discovery import ROOT
from erp.kernel.testing.database import url_of

TABLE = "access_branch"
TRIGGERS = (
    "SELECT tgname, tgenabled::text, obj_description(oid, 'pg_trigger') FROM pg_trigger"
    f" WHERE tgrelid = '{TABLE}'::regclass AND NOT tgisinternal ORDER BY tgname"
)


@pytest.fixture
def owner(committed_db):
    with psycopg.connect(url_of(committed_db, owner=True), autocommit=True) as link:
        yield link


def orders(database: str) -> subprocess.CompletedProcess[str]:
    """The orders, given by a process of the owner, which waits for no lock longer than three seconds."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "erp.project.settings_test",
        "DATABASE_OWNER_URL": url_of(database, owner=True),
        "ERP_AS_OWNER": "1",
        "PGOPTIONS": "-c lock_timeout=3s",
    }
    code = "import django; django.setup(); from erp.kernel.documents.standing import apply_standing_orders as go; go()"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_orders_that_are_carried_out_wait_for_nobody(owner, committed_db):
    before = owner.execute(TRIGGERS).fetchall()
    with psycopg.connect(url_of(committed_db)) as till:
        till.execute(f"SELECT count(*) FROM {TABLE}")  # holds its lock until the end of the transaction
        run = orders(committed_db)
        assert run.returncode == 0, run.stderr
    assert owner.execute(TRIGGERS).fetchall() == before


@pytest.mark.parametrize(
    "damage",
    [
        f"ALTER TABLE {TABLE} DISABLE TRIGGER erp_touch",
        f"DROP TRIGGER erp_audit ON {TABLE}",
        f"CREATE TRIGGER erp_other BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION erp_refuse()",
        f"COMMENT ON TRIGGER erp_touch ON {TABLE} IS 'of an older version'",
    ],
)
def test_damage_is_made_good(owner, committed_db, damage):
    before = owner.execute(TRIGGERS).fetchall()
    owner.execute(damage)
    assert owner.execute(TRIGGERS).fetchall() != before
    run = orders(committed_db)
    assert run.returncode == 0, run.stderr
    assert owner.execute(TRIGGERS).fetchall() == before


def test_a_right_too_many_is_taken_back(owner, committed_db):
    role = application_role()
    owner.execute(f"GRANT DELETE ON sales_order TO {role}")
    assert orders(committed_db).returncode == 0
    row = owner.execute("SELECT has_table_privilege(%s, 'sales_order', 'DELETE')", [role]).fetchone()
    assert row == (False,)
