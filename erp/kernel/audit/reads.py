"""The read log: who opened which personal records, and why."""

from collections.abc import Iterable
from typing import Any

from erp.kernel.audit.models import ReadLog


def record_reads(user: Any, noun: str, ids: Iterable[int], purpose: str, *, request_id: str = "") -> None:
    """Note that `user` read these records: one row, however many. Nothing read, nothing noted."""
    record_ids = list(ids)
    if record_ids:
        ReadLog.objects.create(
            user_id=user.pk, noun=noun, record_ids=record_ids, purpose=purpose[:80], request_id=request_id
        )
