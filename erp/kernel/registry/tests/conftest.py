"""Modules made for a test, outside the tree, and a command line on a database of the test's own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from erp.kernel.registry.discovery import ROOT, discover
from erp.kernel.registry.recipe import Recipe, make_module
from erp.kernel.testing.database import url_of

MIGRATION = """
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="{model}",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("name", models.CharField(max_length=80, unique=True)),
                ("note", models.TextField(blank=True)),
            ],
        ),
        {more}
    ]
"""
LISTENER = '''
"""Hears of stamps."""

from dataclasses import dataclass
from typing import ClassVar

from erp.kernel.events.event import Event
from erp.kernel.events.listeners import listens


@dataclass(frozen=True, kw_only=True)
class CardStamped(Event):
    type: ClassVar[str] = "loyalty.card_stamped.v1"
    key: ClassVar[str] = "card_id"
    card_id: int


@listens(CardStamped)
def on_card_stamped(event, *, event_id):
    """Nothing to do: what counts is that it is told."""
'''


class Planted:
    """A folder of modules of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "__init__.py").touch()

    def module(self, name: str, noun: str, *, depends: list[str], more: str = "", manifest: str = "") -> Path:
        """A module by the recipe, with a migration of its own."""
        recipe = Recipe(module=name, noun=noun, title=name.capitalize(), package=self.folder.name)
        make_module(recipe, folder=self.folder)
        home = self.folder / name
        path = home / "manifest.toml"
        path.write_text(path.read_text().replace("depends = []", f"depends = {json.dumps(depends)}\n{manifest}"))
        (home / "migrations" / "0001_initial.py").write_text(MIGRATION.format(model=recipe.words["model"], more=more))
        return home

    def listens(self, name: str) -> None:
        """Give a module a listener."""
        home = self.folder / name
        (home / "listeners.py").write_text(LISTENER)
        late = f"\n    def ready(self):\n        from {self.folder.name}.{name} import listeners\n"
        with (home / "apps.py").open("a") as apps:
            apps.write(late)


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Module loyalty; gifts, which needs it and listens; a bridge between both; and one that cannot be installed."""
    planted = Planted(tmp_path / "planted")
    planted.module("loyalty", "card", depends=[])
    planted.module("gifts", "voucher", depends=["loyalty"])
    planted.listens("gifts")
    planted.module("loyalty_gifts", "link", depends=["loyalty", "gifts"], manifest="auto_install = true")
    planted.module("broken", "shard", depends=[], more='migrations.RunSQL("SELECT no_such_function()")')
    monkeypatch.setenv("ERP_MODULE_FOLDERS", str(planted.folder))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    discover.cache_clear()
    yield planted
    monkeypatch.undo()
    discover.cache_clear()


@pytest.fixture
def manage(committed_db, planted):
    """`manage("modules", "install", "gifts")`: run in a process of its own, as an operator would."""
    addresses = {"DATABASE_URL": url_of(committed_db), "DATABASE_OWNER_URL": url_of(committed_db, owner=True)}

    def run(*words: str, expect: int = 0, **environment: str) -> Any:
        inherited = {name: value for name, value in os.environ.items() if name != "ERP_MODULES"}
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**inherited, **addresses, "DJANGO_SETTINGS_MODULE": "erp.project.settings", **environment},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == expect, f"{words}: {done.stdout}\n{done.stderr}"
        return json.loads(done.stdout.strip().splitlines()[-1]) if "json" in words else done.stdout + done.stderr

    return run


@pytest.fixture
def owner_connection(committed_db):
    """The owner's role in the test's own database."""
    with psycopg.connect(url_of(committed_db, owner=True), autocommit=True) as connection:
        yield connection
