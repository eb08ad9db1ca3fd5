"""Which modules this process runs: read once, before `django.setup()`, over one light connection."""

import os

import psycopg

from erp.kernel.registry.discovery import discover, in_order

ALL = "all"


def installed_names(database_url: str) -> list[str]:
    """Names of the installed modules in dependency order; ERP_MODULES overrides the database.

    A database without the table (first migrate) means the kernel alone. A module whose code is gone is left out
    together with what depends on it, so that the rest of the clinic keeps running.
    """
    override = os.environ.get("ERP_MODULES")
    if override == ALL:
        return in_order(set(discover()))
    names = set(filter(None, override.split(","))) if override is not None else _from_database(database_url)
    return in_order(_with_code(names))


def _from_database(database_url: str) -> set[str]:
    with psycopg.connect(database_url, connect_timeout=5) as connection:
        if connection.execute("SELECT to_regclass('public.erp_module')").fetchone() == (None,):
            return set()
        rows = connection.execute("SELECT name FROM erp_module WHERE state = 'installed'").fetchall()
    return {name for (name,) in rows}


def _with_code(names: set[str]) -> set[str]:
    known = discover()
    kept = {name for name in names if name in known}
    while True:
        whole = {name for name in kept if all(other in kept for other in known[name].depends)}
        if whole == kept:
            return kept
        kept = whole


def packages(names: list[str]) -> list[str]:
    """The Django apps of `names`."""
    known = discover()
    return [known[name].package for name in names]
