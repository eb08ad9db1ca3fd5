"""What every task of the house has in common."""

import json
import os
import time
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection

from erp.kernel.workers.configuration import configure
from erp.kernel.workers.heartbeat import age_seconds, mark
from erp.kernel.workers.limits import CELERY_SETTINGS, HARD_LIMIT_SECONDS, QUEUES, VISIBILITY_TIMEOUT_SECONDS
from erp.kernel.workers.schedule import collect_schedule
from erp.kernel.workers.task import refuse_records, service_task
from erp.kernel.workers.tasks import beat


@service_task
def note(number: int) -> None:
    """A task of this test."""
    assert connection.in_atomic_block
    SEEN.append(number)


SEEN: list[int] = []


def test_task_takes_ids_and_plain_values_only() -> None:
    refuse_records([1, "a", True, None, uuid4()])
    for wrong in (object(), {"a": 1}, date(2026, 11, 20), 1.5):
        with pytest.raises(TypeError, match="ids and plain values"):
            note.apply_async((wrong,))


def test_task_runs_in_one_transaction_and_is_acknowledged_late(db: None) -> None:
    note(4)
    assert SEEN == [4]
    assert note.acks_late
    assert note.reject_on_worker_lost
    assert (note.time_limit or 0) < VISIBILITY_TIMEOUT_SECONDS


def test_settings_lose_nothing() -> None:
    assert CELERY_SETTINGS["task_time_limit"] == HARD_LIMIT_SECONDS < VISIBILITY_TIMEOUT_SECONDS
    assert CELERY_SETTINGS["worker_prefetch_multiplier"] == 1
    transport = CELERY_SETTINGS["broker_transport_options"]
    assert (transport["visibility_timeout"], transport["unacked_restore_throttle"]) == (300, 1)
    json.dumps(CELERY_SETTINGS)


def test_application_finds_the_kernels_tasks_and_schedule() -> None:
    app = Celery("test", set_as_current=False)
    configure(app)
    app.loader.import_default_modules()
    app.finalize()
    entries = app.conf.beat_schedule
    assert {"workers.heartbeat", "events.sweep", "events.clean", "rest.clean", "access.clean"} <= set(entries)
    assert entries["events.sweep"]["schedule"] == 15
    assert {entry["task"] for entry in entries.values()} <= set(app.tasks)


def test_schedule_is_made_of_what_the_apps_say() -> None:
    assert collect_schedule()["workers.heartbeat"]["task"] == "erp.kernel.workers.tasks.beat"


def test_the_heartbeat_waits_behind_no_other_work() -> None:
    queue = collect_schedule()["workers.heartbeat"]["options"]["queue"]
    assert queue != CELERY_SETTINGS["task_default_queue"]
    assert queue in QUEUES


def test_heartbeat_leaves_a_mark_that_ages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert age_seconds(tmp_path) is None
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    beat()
    age = age_seconds(tmp_path)
    assert age is not None
    assert age < 5
    mark(tmp_path)
    past = time.time() - 300
    os.utime(tmp_path / "run" / "worker.heartbeat", (past, past))
    assert (age_seconds(tmp_path) or 0) > 290
