"""Write, change and supplement notes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.documents.saving import check_version
from modules.clinic.models import Note, NoteAddendum, NoteTemplate
from modules.clinic.models.timeline_entry import EntryKind
from modules.clinic.models.treatment_session import WRITABLE, SessionState
from modules.clinic.services.open_session import locked_session, open_session
from modules.clinic.services.write_timeline import write_timeline

OPEN: Final = (*WRITABLE, SessionState.COMPLETED)
CHANGEABLE: Final = frozenset({"title", "text"})


def write_note(
    *,
    session_id: int,
    text: str,
    by: User | None,
    at: datetime,
    title: str = "",
    template_id: int | None = None,
) -> Note:
    """Add a note. Raises SessionClosed after the signature, Invalid for an empty text."""
    session = open_session(session_id, by=by, right="clinic.create_note", states=OPEN)
    if not text.strip():
        raise Invalid(_("Write something."), field="text", code="clinic.note.empty")
    template = NoteTemplate.objects.filter(pk=template_id).first() if template_id else None
    note = Note.objects.create(
        session=session,
        template=template,
        title=title or (template.title if template else str(_("Note"))),
        text=text,
        author=by,
        written_at=at,
    )
    write_timeline(session, EntryKind.NOTE, by=by, at=at, source="notes", subject_id=note.pk, summary=note.title)
    return note


def change_note(
    *,
    note_id: int,
    by: User | None,
    at: datetime,
    version: int | None = None,
    **values: Any,
) -> Note:
    """Change a note of an open session. Raises SessionClosed after the signature: then write an addendum."""
    note = Note.objects.select_for_update(of=("self",)).filter(pk=note_id).first()
    if note is None:
        raise Missing()
    open_session(note.session_id, by=by, right="clinic.update_note", states=OPEN)
    check_version(note, version)
    for name, value in values.items():
        if name not in CHANGEABLE and getattr(note, name) != value:
            raise Invalid(code="clinic.note.fixed", field=name)
        if name in CHANGEABLE:
            setattr(note, name, value)
    note.save()
    return note


def add_addendum(*, note_id: int, text: str, by: User | None, at: datetime) -> Note:
    """Supplement a note, also after the signature. The note itself stays as it was."""
    note = Note.objects.filter(pk=note_id).first()
    if note is None:
        raise Missing()
    session = locked_session(note.session_id)
    require(by, "clinic.add_addendum_note", note)
    if not text.strip():
        raise Invalid(_("Write something."), field="text", code="clinic.note.empty")
    NoteAddendum.objects.create(note=note, text=text, author=by, added_at=at)
    write_timeline(session, EntryKind.ADDENDUM, by=by, at=at, source="notes", subject_id=note.pk, summary=note.title)
    return note
