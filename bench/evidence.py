"""The evidence in full size: what `make test` gathers a share of.

Run by `make evidence` on services of its own. Names of parts limit it: `make evidence EVIDENCE="rounding machines"`.
"""

import argparse
import os
import subprocess
import sys
import time

PARTS = ("rounding", "attack", "machines", "contention", "restore", "exports", "planted")


def gather(part: str, *, seed: int) -> tuple[bool, float, list[str]]:
    """Run one part's tests in full size: whether they passed, the seconds they took, and what they said."""
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", f"tests/evidence/{part}", "-q", "-s", "-p", "no:cacheprovider"]
    environment = os.environ | {"EVIDENCE": "full", "EVIDENCE_SEED": str(seed)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    said = [line.partition("EVIDENCE ")[2] for line in lines if "EVIDENCE " in line]
    return done.returncode == 0, time.monotonic() - began, said or lines[-40:]


def main() -> int:
    """Gather, say, and fail when anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"of {', '.join(PARTS)}")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = []
    for part in options.parts:
        passed, seconds, said = gather(part, seed=options.seed)
        print(f"{part}: {'holds' if passed else 'FAILS'} ({seconds:.0f} s)", flush=True)
        for sentence in said:
            print(f"  {sentence}", flush=True)
        if not passed:
            failed.append(part)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
