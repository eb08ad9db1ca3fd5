"""A resource taken for a time. The one table where overlap is impossible."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.appointments.models.appointment import Appointment
from modules.appointments.models.shift import Shift

NO_OVERLAP = "appointments_booking_no_overlap"


class Booking(Record):
    """One resource ("staff:12", "room:3", "device:1") from and until, for an appointment or a block.

    Half-open: an appointment may begin in the minute another ends. Only live bookings count.
    """

    keeps_history: ClassVar[bool] = False

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="bookings")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, related_name="bookings")
    resource = models.CharField(max_length=30)
    during = DateTimeRangeField()
    live = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("booking")
        constraints: ClassVar = [
            ExclusionConstraint(
                name=NO_OVERLAP,
                expressions=[("resource", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(live=True),
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, shift__isnull=True)
                | Q(appointment__isnull=True, shift__isnull=False),
                name="appointments_booking_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False) & Q(during__lower_inf=False) & Q(during__upper_inf=False),
                name="appointments_booking_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.during}"
