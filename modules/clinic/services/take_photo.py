"""A photo on its way in: agreed before the upload, claimed after it, linked when a worker has looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core import signing
from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from erp.kernel.files.uploads import UploadTicket, claim_upload, presign_put
from erp.kernel.machines.gate import born, current, fire
from erp.kernel.realtime.announce import announce
from modules.clinic.errors import PhotoConsentMissing, UploadNotKnown
from modules.clinic.events import PhotoChecked
from modules.clinic.models import Photo, TreatmentSession
from modules.clinic.models.photo import PhotoState
from modules.clinic.models.timeline_entry import EntryKind
from modules.clinic.models.treatment_session import WRITABLE, SessionState
from modules.clinic.services.open_session import open_session
from modules.clinic.services.write_timeline import write_timeline
from modules.patients import public as patients

PURPOSE: Final = "clinic.photo"
SALT: Final = "clinic.photo.upload"
OPEN: Final = (*WRITABLE, SessionState.COMPLETED)
RIGHT: Final = "clinic.create_photo"
KEPT_PURPOSES: Final = (
    patients.Purpose.PHOTO_RECORD, patients.Purpose.TEACHING, patients.Purpose.ADVERTISING
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class UploadOffer:
    """PUT the bytes to the ticket's address, then confirm `upload_id`."""

    upload_id: str
    ticket: UploadTicket


def offer_upload(
    *, session_id: int, view: str, moment: str, content_type: str, size: int, by: User, at: datetime
) -> UploadOffer:
    """Agree on one photo. Writes nothing: what was agreed travels, signed, in the id.

    Raises SessionClosed, PhotoConsentMissing, or what the store says of type and size.
    """
    session = _consenting(session_id, by=by, at=at)
    ticket = presign_put(purpose=PURPOSE, content_type=content_type, size=size, by=by, at=at)
    agreed = {"key": ticket.key, "session": session.pk, "view": view, "moment": moment}
    return UploadOffer(upload_id=signing.dumps(agreed, salt=SALT, compress=True), ticket=ticket)


def confirm_upload(*, upload_id: str, by: User, at: datetime) -> Photo:
    """The bytes are in the store: record the photo and have it checked. Said twice, it is one photo.

    Raises UploadNotKnown, SessionClosed, PhotoConsentMissing, or what the store says of the key.
    """
    agreed = _agreed(upload_id)
    session = _consenting(agreed["session"], by=by, at=at)
    file = claim_upload(key=agreed["key"], purpose=PURPOSE, by=by, at=at)
    known = Photo.objects.filter(file=file).first()
    if known is not None:
        return known
    photo = Photo(
        session=session,
        view=agreed["view"],
        moment=agreed["moment"],
        taken_at=at,
        taken_by=by,
        consent_purposes=[each for each in KEPT_PURPOSES if patients.has_consent(session.patient_id, each, at)],
        file=file,
    )
    born(photo, by=by, at=at)
    announce("clinic.photo", photo.pk, 1, branch_id=session.branch_id)
    return photo


def link_photo(*, file_id: int, width: int, height: int, at: datetime) -> None:
    """A worker found the file good: the photo can be shown, and the patient's history says so."""
    for photo in _checking(file_id):
        fire(photo, "accept", by=None, at=at, width=width, height=height)
        write_timeline(
            photo.session,
            EntryKind.PHOTO,
            by=photo.taken_by,
            at=photo.taken_at,
            source="photos",
            subject_id=photo.pk,
            summary=photo.view,
            has_photo=True,
        )
        _tell(photo, accepted=True, at=at)


def refuse_photo(*, file_id: int, reason: str, at: datetime) -> None:
    """A worker found something else: the photo is rejected and says why."""
    for photo in _checking(file_id):
        fire(photo, "reject", by=None, at=at, reason=reason)
        _tell(photo, accepted=False, at=at)


def _checking(file_id: int) -> list[Photo]:
    return list(
        Photo.objects.select_for_update(of=("self",))
        .select_related("session", "taken_by")
        .filter(file=file_id, state=PhotoState.CHECKING)
    )


def _tell(photo: Photo, *, accepted: bool, at: datetime) -> None:
    publish(PhotoChecked(session_id=photo.session_id, photo_id=photo.pk, accepted=accepted, checked_at=at))
    announce("clinic.photo", photo.pk, photo.version, branch_id=photo.session.branch_id)


def _consenting(session_id: int, *, by: User, at: datetime) -> TreatmentSession:
    session = open_session(session_id, by=by, right=RIGHT, states=OPEN)
    if not patients.has_consent(session.patient_id, patients.Purpose.PHOTO_RECORD, at):
        raise PhotoConsentMissing(
            remedy=_("Record the patient's consent to photos for the record, then take the photo."),
            current=current(session, by),
        )
    return session


def _agreed(upload_id: str) -> Mapping[str, Any]:
    try:
        agreed: Mapping[str, Any] = signing.loads(upload_id, salt=SALT)
    except signing.BadSignature as error:
        raise UploadNotKnown(field="upload_id") from error
    return agreed
