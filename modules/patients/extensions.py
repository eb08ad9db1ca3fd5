"""What this module shows on the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Daily, Metric, Span
from modules.patients.models import FirstVisit

NEW_PATIENTS: Final = "new_patients"


@contributes(Metric)
class NewPatients(Metric):
    code = NEW_PATIENTS
    title = _("New patients")
    definition = _("Patients whose first completed treatment or paid order was that day.")
    right = "patients.read_patient"
    rows = "/list/patients.patient"
    dated = False
    icon = "user-plus"
    order = 30

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        return {
            "first_visit.branch": {"in": list(branch_ids)},
            "first_visit.visited_on": {"gte": span.since.isoformat(), "lte": span.until.isoformat()},
        }

    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        days = (
            FirstVisit.objects.filter(branch__in=branch_ids, visited_on__gte=span.since, visited_on__lte=span.until)
            .values("branch_id", "visited_on")
            .annotate(many=Count("pk"))
            .order_by("branch_id", "visited_on")
        )
        return {(row["branch_id"], row["visited_on"]): Decimal(row["many"]) for row in days}
