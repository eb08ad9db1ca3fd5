"""Changes of tables while people work: whoever changes them gives way, and tries again.

Making or dropping a foreign key locks the table that it points to. PostgreSQL ends one of two that wait for each other
after a second: here it is always the change, which waits for less than that.
"""

import time
from collections.abc import Sequence

from django.db import OperationalError, connection

from erp.kernel.registry import migrating

WAIT = "500ms"  # below PostgreSQL's deadlock_timeout, so that no checkout is ever the victim
PATIENCE_SECONDS = 300  # a busy clinic on a slow machine needs more than two minutes
PAUSE_SECONDS = 0.3  # what queued behind us goes first
GIVEN_WAY = {"55P03", "40P01"}  # lock_not_available, deadlock_detected


def migrate(*, away: Sequence[str] = ()) -> None:
    """Migrate as `migrating` does, tried again while others hold the tables; what is done stays done."""
    until = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT])
    try:
        while True:
            try:
                migrating.migrate(away=away)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) not in GIVEN_WAY or time.monotonic() > until:
                    raise
                time.sleep(PAUSE_SECONDS)
            else:
                return
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
