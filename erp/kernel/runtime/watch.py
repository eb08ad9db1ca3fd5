"""Hearing from the database that the set of modules has changed, or that somebody asked for a change."""

import time

import psycopg

MODULES_CHANGED = "erp_modules"
OPERATION_WANTED = "erp_module_operation"


class ModuleWatch:
    """Listens on one connection; after a broken one it compares numbers, so that nothing is missed."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.connection: psycopg.Connection | None = None
        self.version = self._version()
        self._operations_hint = True

    def wait(self, seconds: float) -> tuple[bool, bool]:
        """Wait at most so long. Returns (has the set of modules changed, may an operation be waiting)."""
        began = time.monotonic()
        try:
            if self.connection is None:
                self._connect()
            assert self.connection is not None
            for _ in self.connection.notifies(timeout=seconds, stop_after=1):
                return self._news()
        except psycopg.Error:
            self.close()
            time.sleep(max(0.0, seconds - (time.monotonic() - began)))
            return False, False
        if self._operations_hint:
            self._operations_hint = False
            return self._news()
        return False, False

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def _connect(self) -> None:
        self.connection = psycopg.connect(self.database_url, autocommit=True, connect_timeout=1)
        self.connection.execute(f"LISTEN {MODULES_CHANGED}")
        self.connection.execute(f"LISTEN {OPERATION_WANTED}")
        self._operations_hint = True

    def _news(self) -> tuple[bool, bool]:
        assert self.connection is not None
        version, waiting = self._read(self.connection)
        changed, self.version = version != self.version, version
        return changed, waiting

    def _version(self) -> int:
        with psycopg.connect(self.database_url, autocommit=True, connect_timeout=5) as connection:
            return self._read(connection)[0]

    @staticmethod
    def _read(connection: psycopg.Connection) -> tuple[int, bool]:
        row = connection.execute(
            "SELECT coalesce((SELECT max(number) FROM erp_registry_version), 0),"
            " EXISTS (SELECT FROM erp_module_operation WHERE state = 'waiting')"
        ).fetchone()
        return (int(row[0]), bool(row[1])) if row else (0, False)
