"""The inbox's doors."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from erp.kernel.access.models import Branch, User
from erp.kernel.flows.models import Process
from erp.kernel.flows.services.start_process import start_process
from erp.kernel.flows.tests import house

Api = Callable[..., Any]
TaskAt = Callable[[Process, str], Any]
BASE = "/api/v1/flows/"


def names(card: dict[str, Any]) -> list[str]:
    return [action["name"] for action in card["_actions"]]


def test_manager_finds_takes_and_decides_a_task(
    asking: Process, manager: User, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Process, "facts", lambda process: [("Amount", "120.00")])
    client = api(manager)
    queue = client.get(f"{BASE}tasks/?box=queue").json()
    assert (queue["count"], queue["counts"]) == (1, {"inbox": 0, "queue": 1})
    card = queue["results"][0]
    assert (card["title"], card["state"], card["kind"], card["overdue"]) == ("Decide", "open", "decision", False)
    assert card["facts"] == [{"label": "Amount", "value": "120.00"}]
    assert card["process"]["subject"] == "sales.order:15"
    assert names(card) == ["claim", "complete", "cancel"]
    taken = client.post(f"{BASE}tasks/{card['id']}/claim/").json()
    assert (taken["state"], taken["owner"]["id"]) == ("assigned", manager.pk)
    assert names(taken) == ["release", "complete", "cancel"]
    done = client.post(f"{BASE}tasks/{card['id']}/complete/", {"choice": "refuse", "note": "too much"}).json()
    assert (done["state"], done["choice"], done["note"]) == ("done", "refuse", "too much")
    assert client.get(f"{BASE}tasks/?box=archive").json()["count"] == 1
    assert house.DONE == [("decide", "refuse"), ("tell", False)]


def test_box_is_filtered_by_flow_and_subject(asking: Process, manager: User, api: Api) -> None:
    client = api(manager)
    for query, count in (("flow=Asking", 1), ("flow=Other", 0), ("subject=sales.order:15", 1), ("subject=x:1", 0)):
        assert client.get(f"{BASE}tasks/?box=queue&{query}").json()["count"] == count
    assert client.get(f"{BASE}tasks/?box=elsewhere").status_code in (400, 422)


def test_requester_is_offered_nothing_and_refused(asking: Process, manager: User, api: Api, task_at: TaskAt) -> None:
    asking.data = {"asked_by": manager.pk}
    asking.save()
    task_id = task_at(asking, "decide").pk
    client = api(manager)
    assert names(client.get(f"{BASE}tasks/{task_id}/").json()) == ["cancel"]
    refused = client.post(f"{BASE}tasks/{task_id}/complete/", {"choice": "approve"})
    assert (refused.status_code, refused.json()["code"]) == (403, "flows.task.not_by_requester")
    assert house.DONE == []


def test_person_without_the_right_sees_the_process_and_may_not_act(
    asking: Process, cashier: User, api: Api, task_at: TaskAt
) -> None:
    task_id = task_at(asking, "decide").pk
    client = api(cashier)
    assert client.get(f"{BASE}tasks/?box=queue").json()["count"] == 0
    assert names(client.get(f"{BASE}tasks/{task_id}/").json()) == []
    for verb in ("claim", "cancel", "undo", "retry", "release"):
        assert client.post(f"{BASE}tasks/{task_id}/{verb}/").status_code in (403, 409), verb
    assert client.post(f"{BASE}processes/{asking.pk}/cancel/").status_code == 403


def test_person_of_another_branch_finds_nothing(
    asking: Process, other_branch: Branch, user_of: Callable[..., User], api: Api, task_at: TaskAt
) -> None:
    stranger = user_of("manager", "2")
    stranger.branches.set([other_branch])
    client = api(stranger)
    task_id = task_at(asking, "decide").pk
    assert client.get(f"{BASE}processes/").json()["count"] == 0
    for path in (f"tasks/{task_id}/", f"processes/{asking.pk}/", f"processes/{asking.pk}/picture/"):
        assert client.get(BASE + path).status_code == 404
    assert client.post(f"{BASE}tasks/{task_id}/claim/").status_code == 404


def test_nobody_is_let_in(asking: Process, api: Api) -> None:
    for path in ("tasks/", f"processes/{asking.pk}/", f"processes/{asking.pk}/picture/"):
        assert api().get(BASE + path).status_code == 401


def test_process_tells_its_history_and_position(asking: Process, manager: User, api: Api, task_at: TaskAt) -> None:
    client = api(manager)
    assert client.get(f"{BASE}processes/?subject=sales.order:15").json()["results"][0]["id"] == asking.pk
    client.post(f"{BASE}tasks/{task_at(asking, 'decide').pk}/complete/", {"choice": "approve"})
    card = client.get(f"{BASE}processes/{asking.pk}/").json()
    assert [task["node"] for task in card["history"]] == ["start", "decide", "tell", "was_approved", "job"]
    assert (card["position"], card["state"], names(card)) == (["job"], "running", ["cancel"])
    undone = client.post(f"{BASE}tasks/{task_at(asking, 'decide').pk}/undo/")
    assert (undone.status_code, undone.json()["state"]) == (200, "open")
    cancelled = client.post(f"{BASE}processes/{asking.pk}/cancel/").json()
    assert (cancelled["state"], cancelled["position"], names(cancelled)) == ("cancelled", [], [])
    again = client.post(f"{BASE}processes/{asking.pk}/cancel/")
    assert (again.status_code, again.json()["code"]) == (409, "flows.process.cancel")


def test_picture_shows_the_position_in_the_pages_colours_and_in_words(
    asking: Process, manager: User, api: Api, at: datetime
) -> None:
    answer = api(manager).get(f"{BASE}processes/{asking.pk}/picture/").json()
    svg = answer["svg"]
    ET.fromstring(svg)
    assert not re.search(r"#[0-9a-f]{3,6}\b(?!-)|rgb\(", svg.replace("url(#", "url("))
    assert "Asking for &lt;something&gt;" in svg
    assert 'data-node="decide" class="is-open is-now"' in svg
    assert 'data-node="start" class="is-done"' in svg
    assert 'data-node="job" class=""' in svg
    assert "Now at: Decide" in svg
    assert [(step["node"], step["state"]) for step in answer["steps"]] == [("start", "done"), ("decide", "open")]


def test_list_takes_the_same_statements_for_one_task_and_for_five(
    asking: Process, manager: User, branch: Branch, api: Api
) -> None:
    client = api(manager)

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{BASE}tasks/?box=queue").status_code == 200
        return len(queries)

    statements()
    one = statements()
    for _ in range(4):
        start_process(house.Asking, event_id=uuid4(), branch_id=branch.pk, data={})
    assert client.get(f"{BASE}tasks/?box=queue").json()["count"] == 5
    assert statements() == one == 5
