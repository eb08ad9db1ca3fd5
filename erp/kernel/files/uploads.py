"""The face of this part: prepare an upload, claim it, look at the result.

The bytes go from the browser straight to the store and from the store to a worker; the web process sees none.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish
from erp.kernel.files.errors import BadUploadKey, NotVerified, NotYourUpload, WrongSize, WrongType
from erp.kernel.files.events import FileClaimed
from erp.kernel.files.models import StoredFile
from erp.kernel.files.purposes import MEGABYTE, purpose_of
from erp.kernel.files.renditions import Rendition
from erp.kernel.files.store import bucket, outside
from erp.kernel.files.upload_key import UPLOAD_SECONDS, Agreement, agreement_of, new_key
from erp.kernel.machines.gate import born

READ_SECONDS = 300


@dataclass(frozen=True, kw_only=True)
class UploadTicket:
    """PUT the bytes to `url` with `headers`, then claim `key`."""

    key: str
    url: str
    method: str = "PUT"
    headers: dict[str, str] = field(default_factory=dict)
    expires_at: datetime


def presign_put(*, purpose: str, content_type: str, size: int, by: User, at: datetime) -> UploadTicket:
    """Prepare the upload of one file. The address admits exactly this type and this number of bytes.

    Raises UnknownPurpose, WrongType or WrongSize.
    """
    limits = purpose_of(purpose)
    if content_type not in limits.content_types:
        raise WrongType(
            field="content_type",
            remedy=_("Choose one of: %(types)s.") % {"types": ", ".join(sorted(limits.content_types))},
            accepted=sorted(limits.content_types),
        )
    if not 0 < size <= limits.max_bytes:
        megabytes = limits.max_bytes // MEGABYTE
        raise WrongSize(
            field="size",
            remedy=_("Choose a file of at most %(megabytes)s MB.") % {"megabytes": megabytes},
            max_bytes=limits.max_bytes,
        )
    key = new_key(Agreement(purpose=purpose, content_type=content_type, size=size, user_id=by.pk))
    url = outside().generate_presigned_url(
        "put_object",
        Params={"Bucket": bucket(), "Key": key, "ContentType": content_type, "ContentLength": size},
        ExpiresIn=UPLOAD_SECONDS,
    )
    return UploadTicket(
        key=key,
        url=url,
        headers={"Content-Type": content_type},
        expires_at=at + timedelta(seconds=UPLOAD_SECONDS),
    )


def claim_upload(*, key: str, purpose: str, by: User, at: datetime) -> StoredFile:
    """Record that the bytes are there and have them checked. Claiming the same key again gives the same file.

    Raises BadUploadKey, UploadExpired or NotYourUpload. The caller holds the transaction.
    """
    agreement = agreement_of(key)
    if agreement.purpose != purpose:
        raise BadUploadKey(field="key")
    if agreement.user_id != by.pk:
        raise NotYourUpload()
    known = StoredFile.objects.filter(upload_key=key).first()
    if known is not None:
        return known
    file = StoredFile(
        purpose=purpose,
        upload_key=key,
        folder=f"clean/{uuid4().hex}",
        content_type=agreement.content_type,
        size=agreement.size,
        uploaded_by=by,
        uploaded_at=at,
    )
    born(file, by=by, at=at)
    publish(FileClaimed(file_id=file.pk))
    return file


def presign_get(stored_file_id: int, rendition: Rendition | str = Rendition.LARGE) -> str:
    """An address that shows a verified file for five minutes. Raises Missing or NotVerified.

    Who may look, and that he looked, is the caller's to ask and to record.
    """
    file = StoredFile.objects.filter(pk=stored_file_id).first()
    if file is None:
        raise Missing()
    return address_of(file, Rendition(rendition))


def address_of(file: StoredFile, rendition: Rendition) -> str:
    """The same for a file that the caller has read already; costs no query."""
    if file.state != StoredFile.State.VERIFIED:
        raise NotVerified(state=file.state, rejection=file.rejection)
    parameters: dict[str, Any] = {
        "Bucket": bucket(),
        "Key": file.key_of(rendition),
        "ResponseContentType": rendition.content_type(file.content_type),
    }
    return outside().generate_presigned_url("get_object", Params=parameters, ExpiresIn=READ_SECONDS)
