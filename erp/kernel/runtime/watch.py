"""Hearing from the database that the set of modules has changed, or that somebody asked for a change."""

import contextlib
import time

import psycopg

from erp.kernel.runtime.environment import CannotStart

MODULES_CHANGED = "erp_modules"
OPERATION_WANTED = "erp_module_operation"


SIGN_SECONDS = 3.0
LOOK_SECONDS = 2.0  # a notification may be lost with its connection


class ModuleWatch:
    """Listens on one connection; after a broken one it compares numbers, so that nothing is missed.

    `version` is the newest number heard of. `signed` is the number that all processes of this supervisor run: module
    operations wait until every supervisor has signed.
    """

    def __init__(self, database_url: str, *, name: str) -> None:
        self.database_url = database_url
        self.name = name
        self.connection: psycopg.Connection | None = None
        self.version = self.signed = self._version()
        self._signed_at = 0.0
        self._looked_at = 0.0

    def wait(self, seconds: float) -> tuple[bool, bool]:
        """Wait at most so long. Returns (has the set of modules changed, may an operation be waiting)."""
        began = time.monotonic()
        try:
            if self.connection is None:
                self._connect()
            assert self.connection is not None
            heard = list(self.connection.notifies(timeout=seconds, stop_after=1))  # whole: it locks the connection
            if heard or began - self._looked_at > LOOK_SECONDS:
                self._looked_at = began
                return self._news()
        except psycopg.Error:
            self._hang_up()
            time.sleep(max(0.0, seconds - (time.monotonic() - began)))
        return False, False

    def sign(self, version: int) -> None:
        """Say which set the processes run: at every change, and every few seconds as a sign of life."""
        now = time.monotonic()
        if self.connection is None or (version == self.signed and now - self._signed_at < SIGN_SECONDS):
            return
        try:
            self.connection.execute(
                "INSERT INTO erp_module_follower (name, number, heard_at) VALUES (%s, %s, now())"
                " ON CONFLICT (name) DO UPDATE SET number = excluded.number, heard_at = excluded.heard_at",
                [self.name, version],
            )
        except psycopg.Error:
            self._hang_up()
            return
        self.signed, self._signed_at = version, now

    def close(self) -> None:
        """Sign off, so that nobody waits for us."""
        if self.connection is not None:
            with contextlib.suppress(psycopg.Error):
                self.connection.execute("DELETE FROM erp_module_follower WHERE name = %s", [self.name])
        self._hang_up()

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _connect(self) -> None:
        self.connection = psycopg.connect(self.database_url, autocommit=True, connect_timeout=1)
        self.connection.execute(f"LISTEN {MODULES_CHANGED}")
        self.connection.execute(f"LISTEN {OPERATION_WANTED}")
        self._looked_at = 0.0

    def _news(self) -> tuple[bool, bool]:
        assert self.connection is not None
        version, waiting = self._read(self.connection)
        changed, self.version = version != self.version, version
        return changed, waiting

    def _version(self) -> int:
        try:
            with psycopg.connect(self.database_url, autocommit=True, connect_timeout=5) as connection:
                return self._read(connection)[0]
        except psycopg.Error as error:
            raise CannotStart(f"the database is not ready: {error}") from error

    @staticmethod
    def _read(connection: psycopg.Connection) -> tuple[int, bool]:
        row = connection.execute(
            "SELECT coalesce((SELECT max(number) FROM erp_registry_version), 0),"
            " EXISTS (SELECT FROM erp_module_operation WHERE state = 'waiting')"
        ).fetchone()
        return (int(row[0]), bool(row[1])) if row else (0, False)
