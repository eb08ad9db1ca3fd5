"""Kills under load: checkouts go on while web, worker, Valkey and PostgreSQL are killed at random moments.

Run by `make chaos` inside a running product. The client writes down every answer it got; afterwards the books must
agree with it: nothing lost, nothing doubled, nothing unbalanced, every fact heard.
"""

import argparse
import contextlib
import os
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
import psycopg

from bench.client import Client, bill_of
from erp.kernel.runtime.orphans import marked

VICTIMS = ("web", "worker", "valkey", "postgres")


LONGEST_DELAY = 0.1  # seconds after a checkout has begun: most of them are still under way
VICTIM_SECONDS = 60


@dataclass(frozen=True, kw_only=True, order=True)
class Kill:
    """One entry of the seeded plan: `victim` dies `delay` seconds after checkout number `checkout` has begun."""

    checkout: int
    delay: float
    victim: str
    pick: float  # which of the victim's processes: 0 is the first, below 1 the last


def plan(*, kills: int, checkouts: int, seed: int) -> list[Kill]:
    """`kills` of each victim, spread over the checkouts."""
    chance = random.Random(seed)
    return sorted(
        Kill(
            checkout=chance.randint(1, checkouts),
            delay=chance.uniform(0, LONGEST_DELAY),
            victim=victim,
            pick=chance.random(),
        )
        for victim in VICTIMS
        for _ in range(kills)
    )


@dataclass
class Run:
    """What happened, as the clients saw it."""

    paid: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)
    kills: dict[str, int] = field(default_factory=dict)
    begun: int = 0
    step: threading.Condition = field(default_factory=threading.Condition)

    def begin(self) -> None:
        """Another checkout is on its way."""
        with self.step:
            self.begun += 1
            self.step.notify_all()


def sell(run: Run, cashier: Client, bill: dict[str, Any], count: int) -> None:
    """Check out `count` times, each with a key of its own."""
    for _ in range(count):
        key = str(uuid4())
        run.begin()
        status, answer = cashier.ask("POST", "/api/v1/sales/checkout/", bill, key=key)
        if status == 201:
            run.paid[key] = answer
        else:
            run.refused.append((status, answer))


def kill(run: Run, *, data: Path, kills: list[Kill]) -> None:
    """Carry out the plan; who is still coming up after an earlier kill is waited for."""
    for each in kills:
        with run.step:
            run.step.wait_for(lambda each=each: run.begun >= each.checkout)  # type: ignore[misc]
        time.sleep(each.delay)
        until = time.monotonic() + VICTIM_SECONDS
        while not (dead := _killed(data, each)) and time.monotonic() < until:
            time.sleep(0.05)
        if dead:
            run.kills[each.victim] = run.kills.get(each.victim, 0) + 1
        else:
            run.refused.append(f"{each.victim} was not up again after {VICTIM_SECONDS} s")


def _killed(data: Path, this: Kill) -> bool:
    processes = sorted(_victims(data, this.victim), key=lambda process: process.pid)
    if not processes:
        return False
    with contextlib.suppress(psutil.Error):
        processes[int(this.pick * len(processes))].kill()
        return True
    return False


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
    bill = bill_of(Client())
    began = time.monotonic()
    killer = threading.Thread(
        target=kill,
        kwargs={
            "run": run,
            "data": Path(os.environ["AESTHETIX_DATA"]),
            "kills": plan(kills=options.kills, checkouts=options.checkouts, seed=options.seed),
        },
    )
    share = options.checkouts // options.clients
    clients = [threading.Thread(target=sell, args=(run, Client(), bill, share)) for _ in range(options.clients)]
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
