"""Files that a worker has looked at."""

from __future__ import annotations

from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.files.events import FileRejected, FileVerified
from erp.kernel.files.models import StoredFile
from modules.clinic.services.take_photo import PURPOSE, link_photo, refuse_photo


@listens(FileVerified)
def on_file_verified(event: FileVerified, *, event_id: UUID) -> None:
    """Link a good photo to its session."""
    if event.purpose == PURPOSE:
        file = StoredFile.objects.get(pk=event.file_id)
        link_photo(
            file_id=event.file_id, width=event.width, height=event.height, at=file.verified_at or file.updated_at
        )


@listens(FileRejected)
def on_file_rejected(event: FileRejected, *, event_id: UUID) -> None:
    """Say that a photo is none."""
    if event.purpose == PURPOSE:
        file = StoredFile.objects.get(pk=event.file_id)
        refuse_photo(file_id=event.file_id, reason=event.rejection, at=file.updated_at)
