"""What a checkout costs while Valkey stands still: its p95 beside the usual one, measured in turns in the same run.

Run by `make without-valkey` inside a running product. Valkey is stopped as a process (SIGSTOP): the worst kind of
absence, since connections are taken and never answered.
"""

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.client import Client, bill_of
from erp.kernel.runtime.orphans import marked

AIM = 1.2


@contextlib.contextmanager
def valkey_stopped() -> Iterator[None]:
    """Valkey stands still."""
    processes = marked(Path(os.environ["AESTHETIX_DATA"]), name="valkey")
    assert processes, "no Valkey of this installation is running"
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                process.resume()


def checkouts(client: Client, bill: dict[str, Any], count: int) -> list[float]:
    """Seconds of each of `count` checkouts, one after the other."""
    seconds = []
    for _ in range(count):
        began = time.monotonic()
        status, answer = client.once("POST", "/api/v1/sales/checkout/", bill)
        assert status == 201, (status, answer)
        seconds.append(time.monotonic() - began)
    return seconds


def p95(seconds: list[float]) -> float:
    """The time that 19 of 20 stay below."""
    return quantiles(seconds, n=20)[-1]


def main() -> int:
    """Measure in turns, so that a slow minute of the machine meets both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--each", type=int, default=30, help="checkouts in a turn")
    options = parser.parse_args()
    client = Client()
    client.sign_in()
    bill = bill_of(client)
    checkouts(client, bill, 20)
    usual: list[float] = []
    without: list[float] = []
    for _ in range(options.rounds):
        usual += checkouts(client, bill, options.each)
        with valkey_stopped():
            without += checkouts(client, bill, options.each)
        time.sleep(1)
    ratio = p95(without) / p95(usual)
    figures = f"usual {p95(usual) * 1000:.0f} ms, without Valkey {p95(without) * 1000:.0f} ms"
    print(f"checkout p95: {figures}, {ratio:.2f} times (aim: at most {AIM})")
    return 0 if ratio <= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
