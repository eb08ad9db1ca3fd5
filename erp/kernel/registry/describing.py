"""What a module that is loaded in this process brings: tables with their rows, rights, screens, flows."""

import tomllib
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers, isclass
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection
from django.db.models import Model
from viewflow.workflow.base import Flow

from erp.kernel.documents.nouns import noun_of
from erp.kernel.registry.discovery import discover


def config_of(name: str) -> AppConfig:
    """The Django app of a loaded module."""
    package = discover()[name].package
    return next(config for config in apps.get_app_configs() if config.name == package)


def models_of(name: str) -> list[type[Model]]:
    """Models with a table of their own, many-to-many tables included."""
    models = config_of(name).get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and not model._meta.proxy]


def tables_of(name: str) -> list[str]:
    """Its tables."""
    return sorted({model._meta.db_table for model in models_of(name)})


def describe(names: Iterable[str]) -> dict[str, Any]:
    """Everything that the plan shows."""
    chosen = list(names)
    return {
        "tables": [
            {"module": name, "name": table, "rows": _rows(table)} for name in chosen for table in tables_of(name)
        ],
        "rights": sorted(right for name in chosen for right in rights_of(name)),
        "screens": sorted(screen for name in chosen for screen in screens_of(name)),
        "flows": sorted(flow.__name__ for name in chosen for flow in flows_of(name)),
    }


def rights_of(name: str) -> list[str]:
    """Codes of the rights that its rights.toml grants."""
    path = Path(config_of(name).path) / "rights.toml"
    if not path.exists():
        return []
    nouns = tomllib.loads(path.read_text("utf-8")).get("nouns", {})
    return [f"{name}.{verb}_{noun}" for noun, verbs in nouns.items() for verb in verbs]


def screens_of(name: str) -> list[str]:
    """Menu entries and nouns with a screen."""
    room = _room(name, "screens")
    if room is None:
        return []
    entries = [item.code for item in getattr(room, "MENU", ())]
    nouns = [noun_of(screen.model) for screen in getattr(room, "SCREENS", ())]
    return sorted({*entries, *nouns})


def flows_of(name: str) -> list[type[Flow]]:
    """Flow classes that it defines."""
    room = _room(name, "flow")
    if room is None:
        return []
    return [
        value
        for _, value in getmembers(room, isclass)
        if issubclass(value, Flow) and value is not Flow and value.__module__ == room.__name__
    ]


def _room(name: str, room: str) -> ModuleType | None:
    path = f"{discover()[name].package}.{room}"
    return import_module(path) if find_spec(path) else None


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{connection.ops.quote_name(table)}"])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])
