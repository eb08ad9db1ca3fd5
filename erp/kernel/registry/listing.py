"""The modules as the Apps screen and the command line show them."""

from typing import Any

from django.utils.translation import get_language

from erp.kernel.registry.discovery import in_order
from erp.kernel.registry.manifest import Manifest
from erp.kernel.registry.models import InstalledModule, ModuleOperation, RegistryVersion
from erp.kernel.registry.planning import manifests

AVAILABLE = "available"
MISSING = "missing"


def module_list() -> list[dict[str, Any]]:
    """Every module that is here or was, in the order in which they stand on one another."""
    known = manifests()
    rows = {row.name: row for row in InstalledModule.objects.all()}
    under_way = {
        operation.module: operation.pk
        for operation in ModuleOperation.objects.filter(
            state__in=(ModuleOperation.State.WAITING, ModuleOperation.State.RUNNING)
        )
    }
    listed = [_described(known[name], rows.get(name), under_way.get(name)) for name in in_order(set(known))]
    gone = [row for name, row in sorted(rows.items()) if name not in known]
    return [*listed, *(_without_code(row) for row in gone)]


def registry_version() -> int:
    """The number that every change of the installed set raises."""
    return RegistryVersion.objects.values_list("number", flat=True).first() or 0


def _described(manifest: Manifest, row: InstalledModule | None, operation_id: int | None) -> dict[str, Any]:
    thai = (get_language() or "").startswith("th")
    installed = row is not None and row.state == InstalledModule.State.INSTALLED
    remote = manifest.remote
    return {
        "name": manifest.name,
        "title": (thai and manifest.title_th) or manifest.title,
        "summary": (thai and manifest.summary_th) or manifest.summary,
        "version": row.version if row is not None and installed else manifest.version,
        "category": manifest.category,
        "icon": manifest.icon,
        "state": row.state if row is not None else AVAILABLE,
        "depends": list(manifest.depends),
        "optional": list(manifest.optional),
        "auto_install": manifest.auto_install,
        "is_workflow": manifest.is_workflow,
        "operation_id": operation_id,
        "remote": {
            "name": remote.name,
            "entry": remote.entry,
            "module": remote.module,
            "api_version": remote.api_version,
            "prefix": remote.prefix,
            "routes": [remote.prefix],
        }
        if remote is not None and installed
        else None,
    }


def _without_code(row: InstalledModule) -> dict[str, Any]:
    return {
        "name": row.name,
        "title": row.name,
        "summary": "",
        "version": row.version,
        "category": "",
        "icon": "package-x",
        "state": MISSING if row.state == InstalledModule.State.INSTALLED else row.state,
        "depends": [],
        "optional": [],
        "auto_install": False,
        "is_workflow": False,
        "operation_id": None,
        "remote": None,
    }
