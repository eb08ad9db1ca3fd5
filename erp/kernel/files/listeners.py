"""What files hear."""

from datetime import UTC, datetime
from uuid import UUID

from erp.kernel.events.listeners import listens
from erp.kernel.files.events import FileClaimed
from erp.kernel.files.services.verify_upload import verify_upload


@listens(FileClaimed)
def on_file_claimed(event: FileClaimed, *, event_id: UUID) -> None:
    """Check it: the delivery's retries and dead letters are the upload's too."""
    verify_upload(file_id=event.file_id, at=datetime.now(UTC))
