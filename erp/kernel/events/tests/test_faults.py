"""Relay and worker are killed again and again: nothing is lost, nothing doubled, and each key keeps its order."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import transaction

from erp.kernel.events.drain import pending_count
from erp.kernel.events.publish import publish_all
from erp.kernel.events.tests.facts import ThingHappened
from erp.kernel.testing.database import url_of

FACTS, KEYS, KILLS = 100, 5, 4
pytestmark = pytest.mark.slow


@pytest.fixture
def environment(committed_db: str) -> Iterator[dict[str, str]]:
    """A database with the trace's table, and a Valkey database of the test's own."""
    broker = settings.REDIS_URL.rsplit("/", 1)[0] + "/13"
    with psycopg.connect(url_of(committed_db, owner=True), autocommit=True) as owner:
        owner.execute("CREATE TABLE trace (id bigserial, event_id uuid, thing_id int, step int)")
        owner.execute("GRANT SELECT, INSERT ON trace TO PUBLIC")
        owner.execute("GRANT USAGE ON SEQUENCE trace_id_seq TO PUBLIC")
    redis.Redis.from_url(broker).flushdb()
    yield os.environ | {
        "DATABASE_URL": url_of(committed_db),
        "DATABASE_OWNER_URL": url_of(committed_db, owner=True),
        "REDIS_URL": broker,
        "DJANGO_SETTINGS_MODULE": "erp.project.settings",
        "ERP_MODULES": "",
    }
    redis.Redis.from_url(broker).flushdb()


def start(role: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "erp.kernel.events.tests.faulty_house", role]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def test_killed_relays_and_workers_lose_and_double_nothing(committed_db: str, environment: dict[str, str]) -> None:
    chance = random.Random(20261120)
    house = {role: start(role, environment) for role in ("relay", "worker")}
    try:
        victims = cycle(house)
        for first in range(0, FACTS, FACTS // KILLS):
            for step in range(first, first + FACTS // KILLS, 5):
                with transaction.atomic():
                    publish_all([ThingHappened(thing_id=n % KEYS, step=n) for n in range(step, step + 5)])
            time.sleep(chance.uniform(0.1, 1.5))
            victim = next(victims)
            house[victim].kill()
            house[victim].wait()
            house[victim] = start(victim, environment)
        wait_until_delivered()
    finally:
        for process in house.values():
            process.kill()
            process.wait()
    with psycopg.connect(url_of(committed_db)) as reader:
        rows = reader.execute("SELECT thing_id, step FROM trace ORDER BY id").fetchall()
    assert len(rows) == FACTS
    for key in range(KEYS):
        assert [step for thing_id, step in rows if thing_id == key] == list(range(key, FACTS, KEYS))


def wait_until_delivered() -> None:
    for _ in range(600):
        if not pending_count():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{pending_count()} facts still wait")
