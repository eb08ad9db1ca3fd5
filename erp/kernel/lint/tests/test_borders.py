"""Each kind of forbidden import is planted in a small tree of its own, and import-linter must name it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

CONTRACT = """
[importlinter]
root_packages =
    planted
    planted_flows
contract_types =
    borders: erp.kernel.lint.borders.ModuleBorders

[importlinter:contract:borders]
name = Modules meet only at their public faces
type = borders
package = planted
outsiders =
    planted_flows
"""


@pytest.fixture
def tree(tmp_path):
    """Module `lower` with a face and a private room; `upper` declares it; `bridge` names it only as optional."""
    files = {
        "planted/__init__.py": "",
        "planted/lower/__init__.py": "",
        "planted/lower/public.py": "",
        "planted/lower/data.py": "",
        "planted/lower/models/__init__.py": "",
        "planted/lower/manifest.toml": 'name = "lower"',
        "planted/upper/__init__.py": "",
        "planted/upper/services.py": "from planted.lower import public, data",
        "planted/upper/manifest.toml": 'name = "upper"\ndepends = ["lower"]',
        "planted/bridge/__init__.py": "",
        "planted/bridge/listeners.py": "from planted.lower import data",
        "planted/bridge/manifest.toml": 'name = "bridge"\noptional = ["lower"]',
        "planted_flows/__init__.py": "",
        "planted_flows/visit/__init__.py": "",
        "planted_flows/visit/steps.py": "from planted.lower import public",
        "planted_flows/visit/manifest.toml": 'name = "visit"\ndepends = ["lower"]',
        ".importlinter": CONTRACT,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def lint(tree: Path) -> tuple[int, str]:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": f"{tree}{os.pathsep}{ROOT}", "COLUMNS": "400"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return run.returncode, run.stdout + run.stderr


def test_borders_declared_face_is_kept(tree):
    code, output = lint(tree)
    assert code == 0, output


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("planted/upper/services.py", "from planted.lower.models import x", "only data, events, hooks, public"),
        ("planted/lower/public.py", "from planted.upper import services", "does not name upper"),
        ("planted/bridge/listeners.py", "from planted.lower import public", "lower is only optional"),
        ("planted/bridge/listeners.py", "from planted.upper import services", "does not name upper"),
        ("planted_flows/visit/steps.py", "from planted.lower import models", "only data, events, hooks, public"),
    ],
)
def test_borders_planted_import_is_refused(tree, file, line, reason):
    (tree / "planted/lower/models/x.py").write_text("")
    (tree / file).write_text(line + "\n")
    code, output = lint(tree)
    assert code == 1
    assert reason in output
