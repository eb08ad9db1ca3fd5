"""The relay: routes published facts, nudges workers, pushes changes. The only part of the house that must see Redis
for an event to move, so that the web process never does.

It sleeps in PostgreSQL's LISTEN and looks anyway every 200 ms: a notification may be lost with a connection. Several
may run. Killed at any moment it loses nothing: each step is a transaction, and what was not said is said again.
"""

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import psycopg
from celery import Celery
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from erp.kernel.events.channels import OUTBOX_CHANNEL
from erp.kernel.events.envelope import Envelope
from erp.kernel.events.nudging import nudge_due
from erp.kernel.events.routing import route
from erp.kernel.events.shipping import ship
from erp.kernel.events.sinks import tell_passing_sinks
from erp.kernel.workers.configuration import configure

POLL_SECONDS: Final = 0.2
log = logging.getLogger(__name__)


class Relay:
    """One relay process."""

    def __init__(self, *, push: Callable[[list[Envelope]], None]) -> None:
        self._push = push
        self._stopping = False
        self._ear: psycopg.Connection[Any] | None = None

    def run(self) -> None:
        """Work until told to stop."""
        configure(Celery("aesthetix-relay"))  # only to send
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        log.info("relay started")
        while not self._stopping:
            try:
                close_old_connections()
                if not self.round():
                    self._listen()
            except (psycopg.Error, DatabaseError, InterfaceError) as error:
                log.warning("database: %s", type(error).__name__)
                self._hang_up()
                time.sleep(1)
        self._hang_up()

    def round(self) -> bool:
        """Route a batch and nudge what is due. True when there may be more."""
        envelopes = route()
        if envelopes:
            self._push(envelopes)
            tell_passing_sinks(envelopes)
        shipped = ship()
        nudged = nudge_due()
        return bool(envelopes or shipped or nudged > 0)

    def _listen(self) -> None:
        if self._ear is None:
            parameters = connection.get_connection_params()
            for name in ("cursor_factory", "context"):
                parameters.pop(name, None)
            self._ear = psycopg.connect(**parameters, autocommit=True)
            self._ear.execute(f"LISTEN {OUTBOX_CHANNEL}")
        for _word in self._ear.notifies(timeout=POLL_SECONDS, stop_after=1):
            break

    def _hang_up(self) -> None:
        if self._ear is not None:
            self._ear.close()
            self._ear = None
        connection.close()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
