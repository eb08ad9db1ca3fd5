"""Rooms and devices: what an appointment may need besides people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class _Resource(Record):
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+", verbose_name=_("Branch"))
    code = models.CharField(_("Code"), max_length=20)
    name = models.CharField(_("Name"), max_length=80)
    name_th = models.CharField(_("Name (Thai)"), max_length=80, blank=True)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["branch", "code"]

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name


class Room(_Resource):
    class Meta(_Resource.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints: ClassVar = [models.UniqueConstraint(fields=["branch", "code"], name="appointments_room_code")]


class Device(_Resource):
    kind = models.CharField(_("Kind"), max_length=40, blank=True)

    class Meta(_Resource.Meta):
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints: ClassVar = [models.UniqueConstraint(fields=["branch", "code"], name="appointments_device_code")]
