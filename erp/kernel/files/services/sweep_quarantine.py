"""Uploads that nobody claimed, or whose file was already looked at, do not stay."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from erp.kernel.files.models import StoredFile
from erp.kernel.files.store import bucket, inside
from erp.kernel.files.upload_key import CLAIM_SECONDS, QUARANTINE

KEEP = timedelta(seconds=2 * CLAIM_SECONDS)  # after that no claim can come any more


def sweep_quarantine(*, at: datetime, keep: timedelta = KEEP) -> int:
    """Delete what lies in quarantine longer than `keep` and waits for nobody. Returns how many objects."""
    deleted = 0
    for keys in _old_keys(at - keep):
        waiting = StoredFile.objects.filter(upload_key__in=keys, state=StoredFile.State.QUARANTINED)
        for key in set(keys) - set(waiting.values_list("upload_key", flat=True)):
            inside().delete_object(Bucket=bucket(), Key=key)
            deleted += 1
    return deleted


def _old_keys(before: datetime) -> Iterator[list[str]]:
    for page in inside().get_paginator("list_objects_v2").paginate(Bucket=bucket(), Prefix=QUARANTINE):
        yield [found["Key"] for found in page.get("Contents", []) if found["LastModified"] < before]
