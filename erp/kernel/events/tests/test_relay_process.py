"""The relay as a process: wakes at a notification, stops when asked to."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import transaction

from erp.kernel.events.models import PendingEvent
from erp.kernel.events.publish import publish
from erp.kernel.events.tests.facts import ThingEchoed
from erp.kernel.testing.database import url_of

pytestmark = pytest.mark.slow


def test_relay_routes_what_is_published_and_ends_well_when_told(committed_db: str) -> None:
    environment = os.environ | {"DATABASE_URL": url_of(committed_db), "ERP_MODULES": ""}
    relay = subprocess.Popen([sys.executable, "manage.py", "relay"], env=environment)
    try:
        for _ in range(2):  # the second one finds it asleep
            with transaction.atomic():
                publish(ThingEchoed(thing_id=1))
            wait_until_routed()
        relay.send_signal(signal.SIGHUP)  # as SIGTERM: whoever watches it starts it again, with the modules of then
        assert relay.wait(30) == 0
    finally:
        relay.kill()
        relay.wait()


def wait_until_routed() -> None:
    for _ in range(400):
        if not PendingEvent.objects.exists():
            return
        time.sleep(0.05)
    raise TimeoutError("nobody routes")
