"""Who looked for or looked at a phone number: rows that are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact
from modules.patients.models.patient import Patient


class PhoneReveal(Fact):
    """One number shown to one person, with the reason they gave."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=200)
    revealed_at = models.DateTimeField(_("Revealed at"))

    class Meta:
        verbose_name = _("phone reveal")
        indexes: ClassVar = [models.Index(fields=["user", "-revealed_at"], name="patients_reveal_by_user")]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.revealed_at:%Y-%m-%d %H:%M}"


class PhoneLookup(Fact):
    """One search by a whole number. Counted, so that nobody walks through the 1,000 numbers behind a mask."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    phone_hash = models.BinaryField()
    looked_at = models.DateTimeField()
    found = models.BooleanField()

    class Meta:
        verbose_name = _("phone look-up")
        indexes: ClassVar = [models.Index(fields=["user", "-looked_at"], name="patients_lookup_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.looked_at:%Y-%m-%d %H:%M}"
