"""A flow from its fact to its end: decisions, facts, jobs, the way back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError

from erp.kernel.access.models import Branch, User
from erp.kernel.documents.refusals import Missing
from erp.kernel.flows.errors import (
    LaterStepStands,
    NotADecision,
    NotByRequester,
    NotThereYet,
    TaskNotNow,
    TaskNotYours,
    UnknownChoice,
)
from erp.kernel.flows.models import Process
from erp.kernel.flows.selectors.tasks import tasks_in
from erp.kernel.flows.services.cancel_process import cancel_process
from erp.kernel.flows.services.cancel_task import cancel_task
from erp.kernel.flows.services.claim_task import claim_task
from erp.kernel.flows.services.complete_human_task import complete_human_task
from erp.kernel.flows.services.complete_task import complete_task
from erp.kernel.flows.services.release_task import release_task
from erp.kernel.flows.services.retry_task import retry_task
from erp.kernel.flows.services.run_job import run_job
from erp.kernel.flows.services.start_process import start_process
from erp.kernel.flows.services.undo_task import undo_task
from erp.kernel.flows.services.wake_jobs import wake_jobs
from erp.kernel.flows.tests import house

TaskAt = Callable[[Process, str], Any]
Drain = Callable[[], int]


def approve(process: Process, task_at: TaskAt, by: User, at: datetime, choice: str = "approve") -> None:
    complete_task(task_id=task_at(process, "decide").pk, choice=choice, by=by, at=at)


def test_decision_in_the_inbox_carries_out_the_choice_and_the_flow_goes_on(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, drain: Drain
) -> None:
    decide = task_at(asking, "decide")
    assert list(tasks_in("queue", manager)) == [decide]
    claim_task(task_id=decide.pk, by=manager, at=at)
    assert list(tasks_in("inbox", manager)) == [decide]
    approve(asking, task_at, manager, at)
    assert house.DONE == [("decide", "approve"), ("tell", True)]
    assert list(tasks_in("archive", manager)) == [decide]
    drain()
    assert house.DONE[-1] == ("job", None)
    complete_human_task(asking, "look", uuid4(), by=manager)
    asking.refresh_from_db()
    assert asking.status == "DONE"


def test_refusal_goes_the_other_way(asking: Process, manager: User, at: datetime, task_at: TaskAt) -> None:
    approve(asking, task_at, manager, at, "refuse")
    asking.refresh_from_db()
    assert asking.status == "DONE"
    assert asking.data["told"] is True  # what an automatic step sets is saved
    assert house.DONE == [("decide", "refuse"), ("tell", False)]


def test_process_is_started_by_an_event_once(branch: Branch) -> None:
    event_id = uuid4()
    first = start_process(house.Asking, event_id=event_id, branch_id=branch.pk)
    assert start_process(house.Asking, event_id=event_id, branch_id=branch.pk) == first
    assert Process.objects.count() == 1


def test_fact_completes_a_human_node_once_and_brings_its_outcome(
    asking: Process, manager: User, task_at: TaskAt
) -> None:
    event_id = uuid4()
    assert complete_human_task(asking, "decide", event_id, by=manager, data={"approved": False})
    assert task_at(asking, "decide").owner == manager
    assert house.DONE == [("tell", False)]
    assert not complete_human_task(asking, "decide", event_id, by=manager)
    assert not complete_human_task(asking, "decide", uuid4())  # the process has ended


def test_fact_of_nobody_completes_a_human_node(asking: Process, task_at: TaskAt) -> None:
    assert complete_human_task(asking, "decide", uuid4(), data={"approved": False})
    assert task_at(asking, "decide").owner is None


def test_fact_that_echoes_a_decision_of_the_inbox_does_nothing(
    asking: Process, manager: User, at: datetime, task_at: TaskAt
) -> None:
    approve(asking, task_at, manager, at)
    assert not complete_human_task(asking, "decide", uuid4(), data={"approved": False})
    asking.refresh_from_db()
    assert asking.data["approved"] is True
    with pytest.raises(NotThereYet):
        complete_human_task(asking, "decide", uuid4())  # a second one is no echo


def test_fact_that_comes_too_early_is_refused_so_that_it_comes_again(asking: Process) -> None:
    with pytest.raises(NotThereYet):
        complete_human_task(asking, "look", uuid4())
    with pytest.raises(LookupError):
        complete_human_task(asking, "nowhere", uuid4())


def test_requester_cannot_decide(asking: Process, manager: User, at: datetime, task_at: TaskAt) -> None:
    asking.data = {"asked_by": manager.pk}
    asking.save()
    decide = task_at(asking, "decide")
    with pytest.raises(NotByRequester):
        claim_task(task_id=decide.pk, by=manager, at=at)
    with pytest.raises(NotByRequester):
        approve(asking, task_at, manager, at)


def test_person_without_the_right_or_of_another_branch_cannot_act(
    asking: Process, cashier: User, other_branch: Branch, user_of: Callable[..., User], at: datetime, task_at: TaskAt
) -> None:
    decide = task_at(asking, "decide")
    stranger = user_of("manager", "2")
    stranger.branches.set([other_branch])
    stranger.forget_access()
    for person in (cashier, stranger):
        assert not tasks_in("queue", person).exists()
        with pytest.raises(TaskNotYours):
            claim_task(task_id=decide.pk, by=person, at=at)
        with pytest.raises(TaskNotYours):
            complete_task(task_id=decide.pk, choice="approve", by=person, at=at)
        with pytest.raises(TaskNotYours):
            cancel_task(task_id=decide.pk, by=person, at=at)
        with pytest.raises(TaskNotYours):
            cancel_process(process_id=asking.pk, by=person, at=at)
    assert house.DONE == []


def test_task_of_somebody_else_cannot_be_taken_or_decided_but_released_by_a_manager(
    asking: Process, manager: User, user_of: Callable[..., User], at: datetime, task_at: TaskAt
) -> None:
    other = user_of("manager", "2")
    decide = task_at(asking, "decide")
    claim_task(task_id=decide.pk, by=manager, at=at)
    with pytest.raises(TaskNotNow):
        claim_task(task_id=decide.pk, by=other, at=at)
    with pytest.raises(TaskNotYours):
        approve(asking, task_at, other, at)
    release_task(task_id=decide.pk, by=other, at=at)
    assert list(tasks_in("queue", manager)) == [decide]


def test_wrong_choice_and_tasks_of_other_screens_are_refused(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, drain: Drain
) -> None:
    with pytest.raises(UnknownChoice) as refused:
        approve(asking, task_at, manager, at, "perhaps")
    assert refused.value.extra["accepted"] == ["approve", "refuse"]
    approve(asking, task_at, manager, at)
    drain()
    with pytest.raises(NotADecision):
        complete_task(task_id=task_at(asking, "look").pk, choice="approve", by=manager, at=at)
    with pytest.raises(TaskNotNow):
        approve(asking, task_at, manager, at)
    with pytest.raises(Missing):
        claim_task(task_id=0, by=manager, at=at)


def test_deadline_is_set_when_the_task_opens(asking: Process, task_at: TaskAt) -> None:
    decide = task_at(asking, "decide")
    assert decide.scheduled - decide.created < timedelta(hours=4, seconds=5)
    assert decide.scheduled - decide.created > timedelta(hours=3, minutes=59)


def test_job_that_is_not_ready_is_looked_at_again(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, drain: Drain
) -> None:
    house.BEHAVIOUR["job"] = False
    approve(asking, task_at, manager, at)
    drain()
    job = task_at(asking, "job")
    assert job.status == "STARTED"
    assert wake_jobs(at=at - timedelta(days=1)) == 0
    house.BEHAVIOUR["job"] = True
    assert wake_jobs(at=job.scheduled) == 1
    assert task_at(asking, "job").status == "DONE"
    run_job(task_id=job.pk, at=at)  # asked a second time
    assert [name for name, _value in house.DONE].count("job") == 2


def test_job_that_fails_says_where_without_the_message_and_can_be_tried_again(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, drain: Drain
) -> None:
    house.BEHAVIOUR["job"] = ValueError("Somchai Jaidee")
    approve(asking, task_at, manager, at)
    drain()
    job = task_at(asking, "job")
    assert job.status == "ERROR"
    assert job.data["error"].startswith("ValueError at house.py:")
    assert "Somchai" not in str(job.data)
    house.BEHAVIOUR.clear()
    retry_task(task_id=job.pk, by=manager, at=at)
    drain()
    assert task_at(asking, "look").status == "NEW"


def test_job_whose_database_fails_is_the_deliverys_to_retry(
    asking: Process, manager: User, at: datetime, task_at: TaskAt
) -> None:
    house.BEHAVIOUR["job"] = OperationalError("gone")
    approve(asking, task_at, manager, at)
    with pytest.raises(OperationalError):
        run_job(task_id=task_at(asking, "job").pk, at=at)
    assert task_at(asking, "job").status == "SCHEDULED"


def test_undo_takes_the_step_back_in_the_module_and_opens_it_again(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, drain: Drain
) -> None:
    approve(asking, task_at, manager, at)
    first = task_at(asking, "decide")
    drain()
    reopened = undo_task(task_id=first.pk, by=manager, at=at)
    assert ("undo", manager.username) in house.DONE
    assert task_at(asking, "look").status == "CANCELED"
    assert reopened.status == "NEW"
    assert reopened.owner_permission == house.DECIDE  # viewflow forgets it: the task would be everybody's
    assert list(tasks_in("queue", manager)) == [reopened]
    approve(asking, task_at, manager, at, "refuse")
    asking.refresh_from_db()
    assert asking.status == "DONE"
    with pytest.raises(TaskNotNow):
        undo_task(task_id=reopened.pk, by=manager, at=at)


def test_undo_below_a_later_decision_is_refused(
    asking: Process, manager: User, cashier: User, at: datetime, task_at: TaskAt, drain: Drain
) -> None:
    approve(asking, task_at, manager, at)
    drain()
    look = task_at(asking, "look")
    look.status = "DONE"
    look.save()
    with pytest.raises(LaterStepStands):
        undo_task(task_id=task_at(asking, "decide").pk, by=manager, at=at)
    with pytest.raises(TaskNotYours):
        undo_task(task_id=task_at(asking, "decide").pk, by=cashier, at=at)


def test_cancelled_task_can_be_opened_again_and_a_cancelled_process_cannot(
    asking: Process, manager: User, at: datetime, task_at: TaskAt
) -> None:
    decide = task_at(asking, "decide")
    cancel_task(task_id=decide.pk, by=manager, at=at)
    again = retry_task(task_id=decide.pk, by=manager, at=at)
    assert again.status == "NEW"
    assert cancel_process(process_id=asking.pk, by=manager, at=at).status == "CANCELED"
    assert task_at(asking, "decide").status == "CANCELED"
    with pytest.raises(TaskNotNow):
        retry_task(task_id=again.pk, by=manager, at=at)
    with pytest.raises(TaskNotNow):
        cancel_process(process_id=asking.pk, by=None, at=at)


def test_every_step_tells_the_browsers_of_the_branch(
    asking: Process, manager: User, at: datetime, task_at: TaskAt
) -> None:
    from erp.kernel.events.models import OutboxEvent

    def told() -> list[Any]:
        changes = OutboxEvent.objects.filter(type="realtime.record.changed.v1", data__topic="flows.task")
        return list(changes.order_by("pk").values_list("data", flat=True))

    before = len(told())
    claim_task(task_id=task_at(asking, "decide").pk, by=manager, at=at)
    assert len(told()) == before + 1
    assert told()[-1]["id"] == asking.pk
    assert told()[-1]["branch_id"] == asking.branch_id
