"""The same baskets by the till's own code: bundled once, run by node, a basket a line in and out."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from erp.kernel.registry.discovery import ROOT
from tests.evidence.rounding.baskets import Basket

ENTRY = Path(__file__).with_name("baskets.ts")


def bundle(folder: Path) -> Path:
    """The till's arithmetic as one file that node runs."""
    made = folder / "baskets.mjs"
    rolldown = ROOT / "web/node_modules/.bin/rolldown"
    subprocess.run(
        [str(rolldown), str(ENTRY), "--format", "esm", "--platform", "node", "--file", str(made)],
        cwd=ROOT / "web",
        check=True,
        capture_output=True,
    )
    return made


def in_typescript(script: Path, baskets: Iterable[Basket]) -> Iterator[dict[str, Any]]:
    """What the till says of each basket, in order."""
    for line in _answers(script, "".join(f"{json.dumps(basket)}\n" for basket in baskets)):
        yield json.loads(line)


def prices_in_typescript(script: Path, rate: str, last: int) -> str:
    """The VAT inside each price from 0.01, in satang, one a line."""
    return "\n".join(_answers(script, f"prices {rate} {last}\n"))


def _answers(script: Path, asked: str) -> list[str]:
    done = subprocess.run(["node", str(script)], input=asked, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()
