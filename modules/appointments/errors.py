"""Refusals of this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, NotNow


class SlotTaken(NotNow):
    """Somebody has the practitioner, the room or the device at that time."""

    code = "appointments.booking.taken"
    title = _("This time is taken")


class TimesNotValid(Invalid):
    code = "appointments.appointment.times_not_valid"
    title = _("An appointment ends after it begins, on the same day")


class ResourceElsewhere(Invalid):
    code = "appointments.appointment.resource_elsewhere"
    title = _("This belongs to another branch, or is no longer in use")
