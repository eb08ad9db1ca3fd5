"""Databases for tests: migrated once by the owner, cloned for each worker, used as the application's role.

Tests therefore meet the same grants and triggers as the running product. A test that commits gets a clone of its own
(`committed_db`), since nothing may be truncated.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

from erp.kernel.registry.database_url import database
from erp.kernel.registry.discovery import ROOT
from erp.kernel.registry.migrating import migrate
from erp.kernel.registry.seeding import load_seeds

MADE_OF = ("**/migrations/*.py", "**/models/*.py", "**/models.py", "**/machines/*.py", "**/seed/*", "**/standing.py")


@cache
def fingerprint() -> str:
    """Changes whenever a database made by migrate would differ; of one test run, the code as it was at the start."""
    digest = hashlib.sha256(os.environ.get("TEST_DB", "").encode())
    for top in ("erp", "modules", "workflows"):
        for pattern in MADE_OF:
            for path in sorted(path for path in (ROOT / top).glob(pattern) if path.is_file()):
                digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner to the maintenance database, outside any transaction."""
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as link:
        yield link


def use(name: str, *, url: str) -> None:
    """Point Django's connection at database `name` with the role of `url`."""
    connections["default"].close()
    entry = database(url)
    connection.settings_dict.update({key: entry[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}, NAME=name)


def make(name: str, *, template: str | None = None) -> None:
    """Create database `name` anew, empty or as a copy."""
    with as_owner() as link:
        _drop(link, name)
        source = sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        link.execute(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), source))


def drop(name: str) -> None:
    """Remove database `name`, with whoever is connected to it."""
    with as_owner() as link:
        _drop(link, name)


def _drop(link: psycopg.Connection[Any], name: str) -> None:
    """End the sessions of our roles first: WITH (FORCE) would fail on an autovacuum worker, which is nobody's.

    A plain DROP asks such a worker to leave and waits for it.
    """
    link.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = %s AND pg_has_role(usesysid, 'MEMBER')",
        [name],
    )
    link.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def template() -> str:
    """The migrated database that all others are copies of; made once for each state of the code."""
    name = f"{os.environ.get('TEST_DB', 'test_aesthetix')}_t_{fingerprint()}"
    with as_owner() as link:
        link.execute("SELECT pg_advisory_lock(7301)")  # workers start together; one makes it
        link.execute("SELECT 1")
        there = link.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [name]).fetchone()
        if not there:
            _forget_older(link, name)
            make(name)
            use(name, url=settings.DATABASE_OWNER_URL)
            migrate()
            load_seeds(settings.INSTALLED_MODULES)
            connections["default"].close()
            link.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name)))
    return name


def _forget_older(link: psycopg.Connection[Any], name: str) -> None:
    prefix = name.rsplit("_", 1)[0]
    older = link.execute("SELECT datname FROM pg_database WHERE datname LIKE %s || '\\_%%'", [prefix]).fetchall()
    for (other,) in older:
        link.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(other)))
        _drop(link, other)


def worker_name() -> str:
    """A database name of this test process."""
    return f"{os.environ.get('TEST_DB', 'test_aesthetix')}_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Replace pytest-django's set-up: a clone of the template, used as the application's role."""
    with django_db_blocker.unblock():
        name = worker_name()
        make(name, template=template())
        use(name, url=settings.DATABASE_URL)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
        drop(name)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of the test's own, in which it may commit; also seen by threads and child processes.

    Yields its name; `DATABASE_URL`s for child processes come from `erp.kernel.testing.database.url_of`.
    """
    with django_db_blocker.unblock():
        name = f"{worker_name()}_own"
        make(name, template=template())
        use(name, url=settings.DATABASE_URL)
        try:
            yield name
        finally:
            connections.close_all()
            use(worker_name(), url=settings.DATABASE_URL)
            drop(name)


def url_of(name: str, *, owner: bool = False) -> str:
    """The URL of database `name` for another process."""
    base = settings.DATABASE_OWNER_URL if owner else settings.DATABASE_URL
    return base.rsplit("/", 1)[0] + "/" + name


@pytest.fixture
def owner_sql(db: None) -> Iterator[Any]:
    """Run SQL as the owner in the test's database (for what the application must not be able to do)."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(url_of(name, owner=True), autocommit=True) as link:
        yield link.execute


def folder_of(path: str) -> Path:
    """A path inside the repository."""
    return ROOT / path
