"""What every new or changed appointment must satisfy."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.documents.checking import check_record
from modules.appointments.errors import ResourceElsewhere, TimesNotValid
from modules.appointments.models import Appointment


def check_appointment(appointment: Appointment) -> None:
    """Raise TimesNotValid, ResourceElsewhere, or Invalid naming the field."""
    if appointment.ends_at <= appointment.starts_at or (
        timezone.localdate(appointment.starts_at) != timezone.localdate(appointment.ends_at)
    ):
        raise TimesNotValid(field="ends_at")
    check_record(appointment, exclude=("branch", "patient", "product"), constraints=False)
    for name in ("room", "device"):
        resource = getattr(appointment, name)
        if resource is not None and (resource.branch_id != appointment.branch_id or not resource.is_active):
            raise ResourceElsewhere(field=name, remedy=_("Choose one of this branch."))
    if not appointment.practitioner.active:
        raise ResourceElsewhere(field="practitioner", remedy=_("Choose somebody who works here."))
