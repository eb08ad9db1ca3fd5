"""How much evidence is gathered: a share in `make test`, all of it by `make evidence` (`bench/evidence.py`)."""

import os
import sys

FULL = os.environ.get("EVIDENCE") == "full"
SEED = int(os.environ.get("EVIDENCE_SEED", "1"))


def size(share: int, full: int) -> int:
    """How many: `share` in `make test`, `full` when all is asked for."""
    return full if FULL else share


def say(sentence: str) -> None:
    """A figure for whoever runs the evidence; pytest shows it with -s or -rP."""
    sys.stdout.write(f"EVIDENCE {sentence}\n")
