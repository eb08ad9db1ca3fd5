"""A member of staff with a licence to treat."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class Profession(models.TextChoices):
    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    THERAPIST = "therapist", _("Therapist")


class Practitioner(Record):
    staff = models.OneToOneField("access.Staff", on_delete=models.PROTECT, related_name="+", verbose_name=_("Staff"))
    profession = models.CharField(_("Profession"), max_length=12, choices=Profession.choices)
    licence_number = models.CharField(_("Licence number"), max_length=30, blank=True)
    licence_until = models.DateField(_("Licence valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering: ClassVar = ["staff"]

    def __str__(self) -> str:
        return str(self.staff)
