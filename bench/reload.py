"""Modules come and go while people work: twenty requests a second, reads and checkouts, and none may fail.

Run by `make reload` inside a running product. Requests leave by the clock, not when the last one is answered, each once
and without a second try. Meanwhile the administrator uninstalls `commissions` and installs it again.
"""

import argparse
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.client import Client, bill_of

PER_SECOND = 20
CALM_SECONDS = 3.0  # before, between and after the operations
OPERATION_SECONDS = 300
READS = (
    "/api/v1/sales/orders/?limit=20",
    "/api/v1/patients/patients/?q=ma",
    "/api/v1/catalog/products/?limit=50",
    "/api/v1/dashboard/board/",
    "/api/v1/screens/",
)


class Load:
    """Requests by the clock: one in four is a checkout."""

    def __init__(self, bill: dict[str, Any], client: Client) -> None:
        self.bill, self.client = bill, client
        self.reads = self.checkouts = 0
        self.failed: list[str] = []
        self.slowest = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Load":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        began, number = time.monotonic(), 0
        with ThreadPoolExecutor(64) as people:
            while not self._stop.wait(max(0.0, began + number / PER_SECOND - time.monotonic())):
                people.submit(self._request, number)
                number += 1

    def _request(self, number: int) -> None:
        sells = number % 4 == 0
        began = time.monotonic()
        if sells:
            self.checkouts += 1
            method, path, wanted = "POST", "/api/v1/sales/checkout/", 201
        else:
            self.reads += 1
            method, path, wanted = "GET", READS[number % len(READS)], 200
        status, answer = self.client.once(method, path, self.bill if sells else None)
        self.slowest = max(self.slowest, time.monotonic() - began)
        if status != wanted:
            self.failed.append(f"{method} {path}: {status} {answer}")


def operate(administrator: Client, action: str) -> float:
    """Uninstall or install `commissions` as the Apps screen does; returns the seconds it took."""
    began = time.monotonic()
    status, answer = administrator.ask("POST", f"/api/v1/modules/commissions/{action}/")
    assert status == 202, (status, answer)
    path = f"/api/v1/modules/operations/{answer['operation_id']}/"
    while time.monotonic() < began + OPERATION_SECONDS:
        status, operation = administrator.ask("GET", path)
        assert status == 200, operation
        if operation["state"] in ("done", "failed"):
            assert operation["state"] == "done", operation
            return time.monotonic() - began
        time.sleep(0.3)
    raise AssertionError(f"{action} did not end in {OPERATION_SECONDS} s")


def main() -> int:
    """Load, operate, say."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    cashier, administrator = Client(), Client("admin")
    cashier.sign_in()
    bill = bill_of(cashier)
    with Load(bill, cashier) as load:
        time.sleep(CALM_SECONDS)
        for action in ("uninstall", "install"):
            print(f"{action}: {operate(administrator, action):.1f} s", flush=True)
            time.sleep(CALM_SECONDS)
    print(f"{load.reads} reads and {load.checkouts} checkouts, {len(load.failed)} failed, slowest {load.slowest:.2f} s")
    for sentence in load.failed[:20]:
        print(f"WRONG {sentence}")
    return 1 if load.failed else 0


if __name__ == "__main__":
    sys.exit(main())
