"""What this module shows on the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count as Counted
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Count, Daily, DayStrip, Metric, Span
from modules.appointments.models import Appointment
from modules.appointments.models.appointment import AppointmentState
from modules.appointments.selectors.appointments import GONE

APPOINTMENTS = "appointments"


@contributes(Metric)
class Appointments(Metric):
    code = APPOINTMENTS
    title = gettext_lazy("Appointments")
    definition = gettext_lazy("Appointments that begin that day and are neither cancelled nor missed.")
    right = "appointments.read_appointment"
    rows = "/list/appointments.appointment"
    icon = "calendar-days"
    order = 20

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        return {"not": {"state": {"in": [str(state) for state in GONE]}}, "branch": {"in": list(branch_ids)}}

    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        zone = timezone.get_default_timezone()
        days = (
            Appointment.objects.filter(branch__in=branch_ids)
            .exclude(state__in=GONE)
            .annotate(on=TruncDate("starts_at", tzinfo=zone))
            .filter(on__gte=span.since, on__lte=span.until)
            .values("branch_id", "on")
            .annotate(many=Counted("pk"))
            .order_by("branch_id", "on")
        )
        return {(row["branch_id"], row["on"]): Decimal(row["many"]) for row in days}


@contributes(DayStrip)
class Today(DayStrip):
    right = "appointments.read_appointment"

    def today(self, *, branch_ids: Sequence[int], on: date) -> list[Count]:
        rows = (
            Appointment.objects.filter(branch__in=branch_ids)
            .annotate(on=TruncDate("starts_at", tzinfo=timezone.get_default_timezone()))
            .filter(on=on)
            .values_list("state")
            .annotate(many=Counted("pk"))
            .order_by("state")
        )
        many = dict(rows)
        return [
            Count(state=state.value, label=str(state.label), count=many.get(state.value, 0))
            for state in AppointmentState
        ]

    def next_line(self, *, branch_ids: Sequence[int], at: datetime, viewer: Any) -> str:
        coming = Appointment.objects.filter(
            branch__in=branch_ids,
            starts_at__gte=at,
            state__in=(AppointmentState.BOOKED, AppointmentState.CONFIRMED),
        ).order_by("starts_at")
        today = [row for row in coming[:50] if timezone.localdate(row.starts_at) == timezone.localdate(at)]
        if not today:
            return _("No more appointments today.")
        next_at = f"{timezone.localtime(today[0].starts_at):%H:%M}"
        return _("%(count)s more today, the next at %(time)s.") % {"count": len(today), "time": next_at}
