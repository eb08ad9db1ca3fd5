"""The import contract of the house, for import-linter: modules meet only at their public faces, and only if declared.

The manifest is the single truth for install order and for imports alike, so this contract reads it.
"""

import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

FACES = {"public", "data", "events", "hooks"}
MODEL_FREE_FACES = {"data", "events", "hooks"}
"""What may be imported from a module that is only optional: these load no model."""


def declared(package: str) -> tuple[set[str], set[str]]:
    """The modules named in the manifest of ``package``: (depends, optional)."""
    spec = find_spec(package)
    folders = [Path(folder) for folder in (spec.submodule_search_locations or [])] if spec else []
    for folder in folders:
        manifest = folder / "manifest.toml"
        if manifest.exists():
            content = tomllib.loads(manifest.read_text())
            return set(content.get("depends", [])), set(content.get("optional", []))
    return set(), set()


class ModuleBorders(Contract):
    type_name = "borders"

    package = fields.StringField()
    outsiders = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        offences: list[str] = []
        for family in self._families():
            for importer in sorted(graph.find_children(family)):
                offences += self._offences(graph, importer)
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def _offences(self, graph: ImportGraph, importer: str) -> list[str]:
        depends, optional = declared(importer)
        found = []
        for source in sorted({importer, *graph.find_descendants(importer)}):
            for target in sorted(graph.find_modules_directly_imported_by(source)):
                reason = self._refusal(source, target, importer, depends, optional)
                if reason:
                    found.append(f"{source} imports {target}: {reason}")
        return found

    def _refusal(self, source: str, target: str, importer: str, depends: set[str], optional: set[str]) -> str:
        parts = target.split(".")
        if parts[0] not in self._families() or len(parts) < 2 or ".".join(parts[:2]) == importer:
            return ""
        name, room = parts[1], parts[2] if len(parts) > 2 else ""
        if name not in depends | optional:
            return f"the manifest of {importer} does not name {name}"
        if room == "tests" and source.startswith(f"{importer}.tests"):
            return ""
        if room not in FACES:
            return f"only {', '.join(sorted(FACES))} may be imported across a border"
        if name not in depends and room not in MODEL_FREE_FACES:
            return f"{name} is only optional, so only {', '.join(sorted(MODEL_FREE_FACES))} may be imported"
        return ""

    def _families(self) -> list[str]:
        outsiders: Any = self.outsiders  # import-linter's fields are descriptors that say nothing of their values
        return [str(self.package), *(outsiders or [])]

    def render_broken_contract(self, check: ContractCheck) -> None:
        for offence in check.metadata["offences"]:
            output.print_error(offence)
