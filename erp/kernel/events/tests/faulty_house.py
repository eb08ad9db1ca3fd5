"""A relay and a worker for the fault test: child processes with one listener that leaves a trace in a table.

`python -m erp.kernel.events.tests.faulty_house relay|worker`
"""

import sys
from uuid import UUID

import django

django.setup()

from celery import Celery  # noqa: E402  (Django first)
from django.db import connection  # noqa: E402

from erp.kernel.events import nudging  # noqa: E402
from erp.kernel.events.listeners import listens  # noqa: E402
from erp.kernel.events.relay import Relay  # noqa: E402
from erp.kernel.events.tests.facts import ThingHappened  # noqa: E402
from erp.kernel.workers.configuration import configure  # noqa: E402


@listens(ThingHappened)
def on_thing(event: ThingHappened, *, event_id: UUID) -> None:
    """Leave a trace that shows doubles."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trace (event_id, thing_id, step) VALUES (%s, %s, %s)", [event_id, event.thing_id, event.step]
        )


def main(role: str) -> None:
    """Be a relay or a worker until killed."""
    setattr(nudging, "RENUDGE_SECONDS", 1)  # noqa: B010  (the test does not wait a minute for the sweeper)
    if role == "relay":
        Relay(push=lambda envelopes: None).run()
    app = Celery("faulty-house")
    configure(app)
    app.worker_main(["worker", "--pool=solo", "--loglevel=ERROR", "--without-gossip", "--without-mingle"])


if __name__ == "__main__":
    main(sys.argv[1])
