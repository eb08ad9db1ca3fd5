"""Change what an appointment says, not when or with whom: that is a move."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.documents.saving import check_version
from modules.appointments.models import Appointment

WORDS: Final = frozenset({"title", "note"})


def change_appointment(
    *, appointment_id: int, by: User | None, at: datetime, version: int | None = None, **values: Any
) -> Appointment:
    """Raises Invalid for anything but the words, Stale if somebody changed it in the meantime."""
    appointment = Appointment.objects.select_for_update(of=("self",)).filter(pk=appointment_id).first()
    if appointment is None:
        raise Missing()
    check_version(appointment, version)
    for name, value in values.items():
        if name not in WORDS and getattr(appointment, name) != value:
            raise Invalid(
                code="appointments.appointment.not_here",
                field=name,
                remedy=_("Move the appointment, or book another one."),
            )
        setattr(appointment, name, value)
    appointment.save()
    return appointment
