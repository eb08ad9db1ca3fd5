"""viewflow's traps, each shut."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from viewflow.workflow.models import Task

from erp.kernel.access.models import Branch, Company, Role, User
from erp.kernel.flows.errors import ProcessBusy, TaskNotNow, TaskNotYours
from erp.kernel.flows.flow import installed_flows
from erp.kernel.flows.lock import ProcessLock
from erp.kernel.flows.models import Process
from erp.kernel.flows.nodes import HumanTask
from erp.kernel.flows.selectors.processes import live_processes, readable_processes
from erp.kernel.flows.selectors.tasks import readable_tasks, tasks_in
from erp.kernel.flows.services.cancel_task import cancel_task
from erp.kernel.flows.services.claim_task import claim_task
from erp.kernel.flows.services.complete_task import complete_task
from erp.kernel.flows.services.start_process import start_process
from erp.kernel.flows.tests import house

TaskAt = Callable[[Process, str], Any]


def test_no_flow_asks_djangos_permissions_and_importing_one_changes_no_migration(db: None) -> None:
    assert "manage" in Process._meta.default_permissions
    call_command("makemigrations", "viewflow", "flows", check=True, dry_run=True, verbosity=0)


def test_every_flow_is_locked_and_every_human_node_has_a_right_that_exists() -> None:
    for flow in installed_flows().values():
        assert isinstance(flow.lock_impl, ProcessLock)
        assert issubclass(flow.process_class, Process)
        for node in flow.instance.nodes():
            if isinstance(node, HumanTask):
                assert node._owner_permission
                assert node._undo_func is None or callable(node._undo_func)


def test_viewflow_stays_headless() -> None:
    assert settings.VIEWFLOW == {"AUTOREGISTER": False}
    assert not [name for name in settings.MIDDLEWARE if "viewflow" in name.lower()]
    assert "django.contrib.sessions" not in settings.INSTALLED_APPS


def test_owner_whose_right_was_taken_away_cannot_execute(
    asking: Process, manager: User, at: datetime, task_at: TaskAt
) -> None:
    decide = task_at(asking, "decide")
    claim_task(task_id=decide.pk, by=manager, at=at)
    manager.roles.clear()
    manager.forget_access()
    with pytest.raises(TaskNotYours):
        complete_task(task_id=decide.pk, choice="approve", by=manager, at=at)


def test_user_cannot_be_deleted_and_take_his_tasks_along(asking: Process, manager: User) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_user WHERE id = %s", [manager.pk])


def ghost(asking: Process, old: str, new: str) -> None:
    """Let a stored process and its tasks name something that this process does not have."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE viewflow_process SET flow_class = replace(flow_class, %s, %s)", [old, new])
        cursor.execute("UPDATE viewflow_task SET flow_task = replace(flow_task, %s, %s)", [old, new])


@pytest.mark.parametrize(("old", "new"), [("flows/", "gone/"), ("house.Asking", "house.Removed")])
def test_tasks_of_flows_that_are_not_installed_break_no_list(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, old: str, new: str
) -> None:
    task_id = task_at(asking, "decide").pk
    ghost(asking, old, new)
    if new == "gone/":
        with pytest.raises(LookupError):
            list(Task.objects.all())
        assert live_processes("gone") == 1
    for box in ("inbox", "queue", "archive"):
        assert list(tasks_in(box, manager)) == []
    assert not readable_tasks().exists()
    assert not readable_processes().exists()
    from erp.kernel.documents.refusals import Missing

    with pytest.raises(Missing):
        claim_task(task_id=task_id, by=manager, at=at)


def test_task_of_a_renamed_node_offers_only_cancel(
    asking: Process, manager: User, at: datetime, task_at: TaskAt, api: Callable[..., Any]
) -> None:
    task_id = task_at(asking, "decide").pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE viewflow_task SET flow_task = replace(flow_task, '.decide', '.determine')")
    card = api(manager).get(f"/api/v1/flows/tasks/{task_id}/").json()
    assert card["node"] == "determine"
    assert [action["name"] for action in card["_actions"]] == ["cancel"]
    with pytest.raises(TaskNotYours):
        claim_task(task_id=task_id, by=manager, at=at)
    cancel_task(task_id=task_id, by=manager, at=at)


def test_state_that_does_not_admit_the_verb_is_a_conflict(
    asking: Process, manager: User, at: datetime, task_at: TaskAt
) -> None:
    decide = task_at(asking, "decide")
    cancel_task(task_id=decide.pk, by=manager, at=at)
    with pytest.raises(TaskNotNow) as refused:
        cancel_task(task_id=decide.pk, by=manager, at=at)
    assert (refused.value.status, refused.value.refusal_code) == (409, "flows.task.cancel")


@pytest.fixture
def committed_asking(committed_db: str) -> tuple[Process, list[User]]:
    """A process and three managers, committed."""
    with transaction.atomic():
        company = Company.objects.create(name="Lock Clinic", tax_id="0105561234567")
        branch = Branch.objects.create(code="LCK", name="Lock", company=company)
        role, _created = Role.objects.get_or_create(code="manager", defaults={"title": "Manager"})
        managers = [User.objects.create(username=f"m{n}", display_name=f"M{n}") for n in range(3)]
        for person in managers:
            person.roles.add(role)
            person.branches.add(branch)
        process = start_process(house.Asking, event_id=uuid4(), branch_id=branch.pk)
    return process, managers


def test_two_who_claim_at_once_one_wins(
    committed_asking: tuple[Process, list[User]], at: datetime, task_at: TaskAt
) -> None:
    process, managers = committed_asking
    task_id = task_at(process, "decide").pk
    outcomes: list[str] = []

    def claim(person: User) -> None:
        try:
            claim_task(task_id=task_id, by=person, at=at)
            outcomes.append("claimed")
        except TaskNotNow:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=(person,)) for person in managers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["claimed", "refused", "refused"]


def test_process_held_by_somebody_else_is_busy_after_a_while(
    committed_asking: tuple[Process, list[User]], at: datetime, task_at: TaskAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, managers = committed_asking
    task_id = task_at(process, "decide").pk
    monkeypatch.setattr("erp.kernel.flows.lock.LONGEST_WAIT", "200ms")
    refusals: list[ProcessBusy] = []

    def claim() -> None:
        try:
            claim_task(task_id=task_id, by=managers[0], at=at)
        except ProcessBusy as busy:
            refusals.append(busy)
        finally:
            connection.close()

    with transaction.atomic():
        Process.objects.select_for_update().get(pk=process.pk)
        thread = threading.Thread(target=claim)
        thread.start()
        thread.join()
    assert [(busy.status, busy.refusal_code) for busy in refusals] == [(503, "flows.busy")]


def test_uninstalled_flow_reads_as_no_app() -> None:
    assert apps.is_installed("erp.kernel.flows")
    assert all(reference.split("/")[0] in apps.app_configs for reference in installed_flows())
