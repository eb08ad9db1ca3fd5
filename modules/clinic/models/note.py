"""Doctor's notes: written from templates, closed by the signature; after it, only addenda."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Fact, Record
from modules.clinic.models.of_session import OfSession, while_writable


class NoteTemplate(Record):
    code = models.CharField(_("Code"), max_length=30, unique=True)
    title = models.CharField(_("Title"), max_length=80)
    title_th = models.CharField(_("Title (Thai)"), max_length=80, blank=True)
    body = models.TextField(_("Text"))
    body_th = models.TextField(_("Text (Thai)"), blank=True)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("note template")
        verbose_name_plural = _("note templates")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.title


class Note(OfSession, Record):
    template = models.ForeignKey(
        NoteTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Template")
    )
    title = models.CharField(_("Title"), max_length=120)
    text = models.TextField(_("Text"))
    author = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(_("Written at"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering: ClassVar = ["-written_at", "-id"]
        triggers: ClassVar = [while_writable("note_open", states="'planned', 'in_progress', 'completed'", changes=True)]

    def __str__(self) -> str:
        return self.title


class NoteAddendum(Fact):
    """Something added to a note later, with its own author and time."""

    branch_path: ClassVar[str] = "note__session__branch_id"

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField(_("Text"))
    author = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(_("Added at"))

    class Meta:
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")
        ordering: ClassVar = ["added_at", "id"]

    def __str__(self) -> str:
        return self.text[:40]

    @classmethod
    def owned_by(cls, user: User) -> Q:
        return Q(note__session__therapist__user=user)
