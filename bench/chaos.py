"""Kills under load: checkouts go on while web, worker, Valkey and PostgreSQL are killed at random moments.

Run by `make chaos` inside a running product. The client writes down every answer it got; afterwards the books must
agree with it: nothing lost, nothing doubled, nothing unbalanced, every fact heard.
"""

import argparse
import contextlib
import json
import os
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psutil
import psycopg

from erp.kernel.runtime.orphans import marked

VICTIMS = ("web", "worker", "valkey", "postgres")
TRY_SECONDS = 120


class Cashier:
    """A client that repeats a request with the same key until it has an answer."""

    def __init__(self, url: str, password: str, *, user: str = "cashier") -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "localhost", parts.port or 80
        self.user, self.password, self.token = user, password, ""

    def ask(self, method: str, path: str, body: Any = None, *, key: str = "") -> tuple[int, Any]:
        """One request, tried again while nobody answers or the house is not in order."""
        until = time.monotonic() + TRY_SECONDS
        while True:
            status, answer = self._once(method, path, body, key)
            if status == 401 and not path.endswith("/token/"):
                self._sign_in()
            elif (0 < status < 500 and status != 409 and status != 429) or time.monotonic() > until:
                return status, answer
            else:
                time.sleep(0.3)

    def _sign_in(self) -> None:
        name = {"username": self.user, "password": self.password}
        status, answer = self.ask("POST", "/api/v1/auth/token/", name)
        assert status == 200, answer
        self.token = answer["access"]

    def _once(self, method: str, path: str, body: Any, key: str) -> tuple[int, Any]:
        connection = HTTPConnection(self.host, self.port, timeout=20)
        headers = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid4())}
        if self.token and not path.endswith("/token/"):
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        except (OSError, HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()


@dataclass
class Run:
    """What happened, as the client saw it."""

    paid: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)
    kills: dict[str, int] = field(default_factory=dict)
    done: threading.Event = field(default_factory=threading.Event)


def bill_of(cashier: Cashier) -> dict[str, Any]:
    """A bill over two products of the till's shelf, in an open shift."""
    status, shelf = cashier.ask("GET", "/api/v1/sales/pos/bootstrap/")
    assert status == 200, shelf
    session = shelf["session"]
    if session is None:
        register = shelf["registers"][0]["id"]
        body = {"register": register, "float_amount": "2000.00"}
        status, session = cashier.ask("POST", "/api/v1/sales/register-sessions/", body)
        assert status == 201, session
    goods = [product for product in shelf["products"] if product["kind"] == "treatment"][:2]
    total = sum(round(float(product["price"]) * 100) for product in goods)
    price = f"{total // 100}.{total % 100:02d}"
    return {
        "register_session": session["id"],
        "lines": [
            {"key": str(n), "product_id": product["id"], "quantity": "1", "unit_price": product["price"]}
            for n, product in enumerate(goods)
        ],
        "tenders": [{"kind": "cash", "amount": price, "tendered": price}],
        "expected_total": price,
    }


def sell(run: Run, cashier: Cashier, bill: dict[str, Any], count: int) -> None:
    """Check out `count` times, each with a key of its own."""
    for _ in range(count):
        key = str(uuid4())
        status, answer = cashier.ask("POST", "/api/v1/sales/checkout/", bill, key=key)
        if status == 201:
            run.paid[key] = answer
        else:
            run.refused.append((status, answer))


def kill(run: Run, *, data: Path, kills: int, chance: random.Random) -> None:
    """Kill each victim `kills` times, in random order, at random milliseconds."""
    order = [victim for victim in VICTIMS for _ in range(kills)]
    chance.shuffle(order)
    for victim in order:
        if run.done.wait(chance.uniform(0.2, 4.0)):
            return
        processes = _victims(data, victim)
        if processes:
            with contextlib.suppress(psutil.Error):
                chance.choice(processes).kill()
                run.kills[victim] = run.kills.get(victim, 0) + 1


def _victims(data: Path, name: str) -> list[psutil.Process]:
    if name != "postgres":
        return marked(data, name=name)
    found = []
    pointer = data / "postgres.path"
    home = Path(pointer.read_text().strip()) if pointer.exists() else data / "postgres"
    with contextlib.suppress(OSError, ValueError, psutil.Error):
        found.append(psutil.Process(int((home / "cluster" / "postmaster.pid").read_text().splitlines()[0])))
    return found


QUESTIONS = {
    "paid orders are as many as the answers": "SELECT count(*) - %(answers)s FROM sales_order"
    " WHERE state = 'paid' AND id > %(before)s",
    "each answered order is paid": "SELECT cardinality(%(orders)s::bigint[]) - count(*) FROM sales_order"
    " WHERE state = 'paid' AND id = ANY(%(orders)s)",
    "each order has one posted entry": "SELECT count(*) FROM (SELECT o.id FROM sales_order o"
    " LEFT JOIN ledger_journalentry e ON e.source = 'sales.order:' || o.id AND e.state = 'posted'"
    " WHERE o.id > %(before)s AND o.state = 'paid' GROUP BY o.id HAVING count(e.id) <> 1) AS wrong",
    "no entry is unbalanced": "SELECT count(*) FROM (SELECT entry_id FROM ledger_journalline GROUP BY entry_id"
    " HAVING sum(debit) <> sum(credit)) AS wrong",
    "no number is doubled": "SELECT count(number) - count(DISTINCT number) FROM sales_order WHERE number <> ''",
    "no fact waits": "SELECT (SELECT count(*) FROM events_pendingevent)"
    " + (SELECT count(*) FROM events_delivery WHERE state <> 'done')",
}


def reconcile(run: Run, *, before: int) -> list[str]:
    """Ask the database; facts may need a while to be heard by all."""
    given = {"answers": len(run.paid), "before": before, "orders": [paid["id"] for paid in run.paid.values()]}
    until = time.monotonic() + 180
    while True:
        wrong = []
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(os.environ["DATABASE_URL"]) as books:
            for title, question in QUESTIONS.items():
                row = books.execute(question, given).fetchone()
                if row and row[0]:
                    wrong.append(f"{title}: off by {row[0]}")
            if not wrong or time.monotonic() > until:
                return wrong
        time.sleep(2)


def last_order() -> int:
    """The newest order before the run."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as books:
        row = books.execute("SELECT coalesce(max(id), 0) FROM sales_order").fetchone()
    return int(row[0]) if row else 0


def main() -> int:
    """Sell, kill, reconcile, say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkouts", type=int, default=200)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--kills", type=int, default=25, help="of each of web, worker, Valkey and PostgreSQL")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    run, before = Run(), last_order()
    url, password = os.environ["AESTHETIX_URL"], os.environ["AESTHETIX_DEMO_PASSWORD"]
    bill = bill_of(Cashier(url, password))
    began = time.monotonic()
    killer = threading.Thread(
        target=kill,
        kwargs={
            "run": run,
            "data": Path(os.environ["AESTHETIX_DATA"]),
            "kills": options.kills,
            "chance": random.Random(options.seed),
        },
    )
    share = options.checkouts // options.clients
    clients = [
        threading.Thread(target=sell, args=(run, Cashier(url, password), bill, share)) for _ in range(options.clients)
    ]
    for thread in (*clients, killer):
        thread.start()
    for thread in clients:
        thread.join()
    killer.join()
    wrong = reconcile(run, before=before)
    print(f"{len(run.paid)} checkouts paid, {len(run.refused)} refused, in {time.monotonic() - began:.0f} s")
    print(f"kills: {run.kills}")
    for sentence in (*wrong, *(f"refused: {each}" for each in run.refused)):
        print(f"WRONG {sentence}")
    return 1 if wrong or run.refused else 0


if __name__ == "__main__":
    sys.exit(main())
