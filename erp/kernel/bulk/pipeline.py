"""Send statements whose answers nobody waits for in one round trip."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def pipeline() -> Iterator[None]:
    """Within it `execute` only queues; a fetch, or the end, sends. A refusal of the database is raised then."""
    connection.ensure_connection()
    raw: Any = connection.connection
    with connection.wrap_database_errors, raw.pipeline():
        yield
