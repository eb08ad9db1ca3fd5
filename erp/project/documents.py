"""The documents that are made from the code: `python -m erp.project.documents` writes them, a test compares them.

`docs/generated/`: openapi.yaml (the API), rights.md (who may what), modules.md (who depends on whom), states.md (every
machine as a chart).
"""

import os
from pathlib import Path
from typing import Any

GENERATED = Path(__file__).resolve().parents[2] / "docs" / "generated"


def documents() -> dict[str, str]:
    """Name and text of each document, as the code stands."""
    from erp.kernel.access.rights import rights  # noqa: PLC0415  (Django must be set up)
    from erp.kernel.access.rights_table import table  # noqa: PLC0415

    return {
        "openapi.yaml": _openapi(),
        "rights.md": table(rights()),
        "modules.md": _modules(),
        "states.md": _states(),
    }


def _openapi() -> str:
    from django.utils import translation  # noqa: PLC0415
    from drf_spectacular.generators import SchemaGenerator  # noqa: PLC0415
    from drf_spectacular.renderers import OpenApiYamlRenderer  # noqa: PLC0415

    with translation.override("en"):
        generator: Any = SchemaGenerator
        renderer: Any = OpenApiYamlRenderer
        text: bytes = renderer().render(generator().get_schema(request=None, public=True), renderer_context={})
        return text.decode()


def _modules() -> str:
    from erp.kernel.registry.discovery import discover, in_order  # noqa: PLC0415

    known = discover()
    lines = ["# Modules", "", "An arrow points to what is needed; a dotted one to what is used when it is there.", ""]
    lines += ["```mermaid", "graph TD"]
    for name in in_order(set(known)):
        lines.append(f"    {name}[{known[name].title}]")
        lines += [f"    {name} --> {other}" for other in known[name].depends]
        lines += [f"    {name} -.-> {other}" for other in known[name].optional]
    return "\n".join([*lines, "```", ""])


def _states() -> str:
    from django.utils import translation  # noqa: PLC0415

    from erp.kernel.documents.nouns import noun_of  # noqa: PLC0415
    from erp.kernel.machines.machine import MACHINES  # noqa: PLC0415

    lines = ["# States", "", "Each machine as it is declared, and as PostgreSQL's triggers enforce it.", ""]
    with translation.override("en"):
        for model, machine in sorted(MACHINES.items(), key=lambda pair: noun_of(pair[0])):
            lines += [f"## {noun_of(model)}", "", "```mermaid", "stateDiagram-v2"]
            lines += [f"    [*] --> {birth!s}" for birth in machine.births]
            for step in machine.steps.values():
                lines += [f"    {source} --> {step.target}: {step.name}" for source in step.source]
            lines += ["```", ""]
    return "\n".join(lines)


def write() -> list[Path]:
    """Write every document; answers those that changed."""
    changed = []
    for name, text in documents().items():
        path = GENERATED / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "erp.project.settings_test"  # every module, also under the supervisor
    django.setup()
    write()
