"""Where modules come from: the folders `modules/` and `workflows/`, and wheels' entry points."""

import os
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from erp.kernel.registry.manifest import Manifest, ManifestError, read_manifest

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("modules", "workflows")
ENTRY_POINT_GROUP = "erp.modules"


@cache
def discover() -> dict[str, Manifest]:
    """Every module that could be installed, by name. No module is imported."""
    found: dict[str, Manifest] = {}
    for manifest in (*_bundled(), *_from_wheels()):
        if manifest.name in found:
            raise ManifestError(
                f"{manifest.folder}: the name “{manifest.name}” is taken by {found[manifest.name].folder}"
            )
        found[manifest.name] = manifest
    return found


def _bundled() -> list[Manifest]:
    """What lies in our own folders, and in those that ERP_MODULE_FOLDERS names (packages on the Python path)."""
    more = filter(None, os.environ.get("ERP_MODULE_FOLDERS", "").split(os.pathsep))
    return [
        read_manifest(path.parent, package=f"{folder.name}.{path.parent.name}")
        for folder in (*(ROOT / name for name in FOLDERS), *map(Path, more))
        for path in sorted(folder.glob("*/manifest.toml"))
    ]


def _from_wheels() -> list[Manifest]:
    manifests = []
    for point in entry_points(group=ENTRY_POINT_GROUP):
        spec = find_spec(point.value)  # of a top-level name: finds it, imports nothing
        if spec is None or not spec.submodule_search_locations:
            continue
        manifests.append(read_manifest(Path(spec.submodule_search_locations[0]), package=point.value))
    return manifests


def in_order(names: set[str], *, manifests: dict[str, Manifest] | None = None) -> list[str]:
    """`names` so that each comes after what it depends on. Raises ManifestError on a cycle."""
    known = discover() if manifests is None else manifests
    graph = {
        name: [other for other in (*known[name].depends, *known[name].optional) if other in names]
        for name in sorted(names)
    }
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ManifestError(f"modules depend on each other in a circle: {' → '.join(error.args[1])}") from error


def closure(names: set[str], *, manifests: dict[str, Manifest] | None = None) -> set[str]:
    """`names` and everything they depend on. Raises ManifestError for a module that is not there."""
    known = discover() if manifests is None else manifests
    result: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name in result:
            continue
        if name not in known:
            raise ManifestError(f"module “{name}” is not available")
        result.add(name)
        queue.extend(known[name].depends)
    return result
