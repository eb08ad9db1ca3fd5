"""The brake on guessing passwords: after some failures each further one costs a longer wait.

Three subjects are counted: one name from one address (somebody at this screen), one name from anywhere (somebody
with many addresses), one address (somebody trying many names). The limits are apart so that a stranger's failures
do not soon lock a colleague out.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Q

from erp.kernel.access.errors import TooManyAttempts
from erp.kernel.access.models import LoginThrottle

FREE_FAILURES = {"pair": 5, "name": 20, "address": 50}
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)
KEPT = timedelta(days=1)
COUNT = f"""
    INSERT INTO {LoginThrottle._meta.db_table} AS t (subject, failures, failed_at, wait_until)
    VALUES (%(subject)s, 1, %(at)s, %(at)s)
    ON CONFLICT (subject) DO UPDATE SET
        failures = CASE WHEN t.failed_at < %(at)s - %(forget)s THEN 1 ELSE t.failures + 1 END,
        failed_at = %(at)s,
        wait_until = CASE
            WHEN t.failed_at < %(at)s - %(forget)s OR t.failures + 1 < %(free)s::int THEN %(at)s
            ELSE %(at)s + least(%(longest)s, interval '1 second' * power(2, least(t.failures + 1 - %(free)s::int, 12)))
        END
"""


def _subjects(*, username: str, address: str) -> dict[str, str]:
    name = sha256(username.strip().lower().encode()).hexdigest()[:40]
    return {"pair": f"pair:{name}:{address}", "name": f"name:{name}", "address": f"address:{address}"}


def refuse_if_waiting(*, username: str, address: str, at: datetime) -> None:
    """Raise TooManyAttempts while any of the subjects has to wait."""
    subjects = _subjects(username=username, address=address).values()
    waits = LoginThrottle.objects.filter(subject__in=subjects, wait_until__gt=at).values_list("wait_until", flat=True)
    if waits:
        raise TooManyAttempts(ceil((max(waits) - at).total_seconds()))


def note_failure(*, username: str, address: str, at: datetime) -> None:
    """Count a failure; kept although the request that failed is refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        for kind, subject in sorted(_subjects(username=username, address=address).items()):
            cursor.execute(
                COUNT,
                cast(
                    Any,
                    {
                        "subject": subject,
                        "at": at,
                        "free": FREE_FAILURES[kind],
                        "forget": FORGOTTEN_AFTER,
                        "longest": LONGEST_WAIT,
                    },
                ),
            )


def forget_failures(*, username: str, address: str, at: datetime) -> None:
    """The right password was given: this name from this address starts anew; what is stale goes too."""
    subjects = _subjects(username=username, address=address)
    mine = Q(subject__in=(subjects["pair"], subjects["name"]))
    LoginThrottle.objects.filter(mine | Q(failed_at__lt=at - KEPT)).delete()
