"""The realtime process as the browser meets it: a child process, HTTP, Valkey."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest
import redis
from django.conf import settings

from erp.kernel.events.routing import route
from erp.kernel.realtime.announce import announce
from erp.kernel.realtime.hub import Client
from erp.kernel.realtime.push import Pusher
from erp.kernel.realtime.ticket import Ticket, issue_ticket
from erp.kernel.realtime.wire import CHANNEL

SECRET = "a secret of the test"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = os.environ | {
        "AESTHETIX_SECRET_KEY": SECRET,
        "REALTIME_PORT": str(port),
        "REDIS_URL": settings.REDIS_URL,
    }
    process = subprocess.Popen([sys.executable, "-m", "erp.kernel.realtime.server"], env=environment)
    try:
        wait_until_well(port)
        yield port
    finally:
        process.terminate()
        assert process.wait(10) is not None


def wait_until_well(port: int) -> None:
    for _ in range(100):
        try:
            if get(port, "/healthz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError("the realtime process did not come up")


def get(port: int, path: str, **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def stream(port: int, user_id: int, *branch_ids: int, topics: str = "") -> HTTPResponse:
    ticket = issue_ticket(user_id=user_id, branch_ids=branch_ids, secret=SECRET, now=time.time())
    response = get(port, f"/events?ticket={ticket}&topics={topics}", Origin="http://clinic.example")
    assert response.status == 200
    assert next_event(response) == ("ready", {})
    return response


def next_event(response: HTTPResponse) -> tuple[str, dict[str, int | str]]:
    lines = [response.readline().decode() for _ in range(3)]
    return lines[0].removeprefix("event: ").strip(), json.loads(lines[1].removeprefix("data: "))


def test_change_announced_reaches_those_it_is_for_without_content(db: None, port: int) -> None:
    mine, other_branch, named = stream(port, 7, 1), stream(port, 8, 2), stream(port, 9, 1, 2)
    announce("sales.order", 15, 3, branch_id=1)
    announce("flows.task", 4, 1, user_ids=[8])
    announce("inventory.quant", 6, 2)
    Pusher().push(route())
    order = ("change", {"topic": "sales.order", "id": 15, "version": 3})
    task = ("change", {"topic": "flows.task", "id": 4, "version": 1})
    quant = ("change", {"topic": "inventory.quant", "id": 6, "version": 2})
    assert [next_event(mine), next_event(mine)] == [order, quant]
    assert [next_event(other_branch), next_event(other_branch)] == [task, quant]
    assert [next_event(named), next_event(named)] == [order, quant]


def test_stream_of_some_topics_hears_only_those(port: int) -> None:
    response = stream(port, 7, 1, topics="sales.order")
    valkey = redis.Redis.from_url(settings.REDIS_URL)
    for topic in ("clinic.session", "sales.order"):
        valkey.publish(CHANNEL, json.dumps({"topic": topic, "id": 1, "version": 1}))
    valkey.publish(CHANNEL, "no change at all")
    assert next_event(response)[1]["topic"] == "sales.order"


def test_stream_headers_tell_proxies_not_to_buffer(port: int) -> None:
    response = stream(port, 7, 1)
    assert response.getheader("X-Accel-Buffering") == "no"
    assert response.getheader("Cache-Control") == "no-store"
    assert response.getheader("Access-Control-Allow-Origin") == "http://clinic.example"


def test_stream_without_a_good_ticket_is_refused(port: int) -> None:
    old = issue_ticket(user_id=7, branch_ids=[1], secret=SECRET, now=time.time() - 3600)
    forged = issue_ticket(user_id=7, branch_ids=[1], secret="another", now=time.time())
    for ticket in ("", old, forged):
        assert get(port, f"/events?ticket={ticket}").status == 401
    assert get(port, "/elsewhere").status == 404


def test_server_process_does_not_import_django() -> None:
    code = "import sys, erp.kernel.realtime.server; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_client_that_reads_too_slowly_is_cut_off() -> None:
    from erp.kernel.realtime.audience import change_from

    client = Client(Ticket(user_id=1, branch_ids=(), expires_at=0), frozenset(), size=2)
    change = change_from('{"topic": "a", "id": 1, "version": 1}')
    for _ in range(3):
        client.offer(change, change.as_message())
    assert client.is_cut


def test_push_with_valkey_away_is_quiet(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:1/0")
    announce("sales.order", 15, 3)
    Pusher().push(route())
