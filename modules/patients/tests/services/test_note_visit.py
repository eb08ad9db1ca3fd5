from __future__ import annotations

from datetime import timedelta

from erp.kernel.metrics.models import Rollup
from modules.patients import public as patients
from modules.patients.models import FirstVisit


def test_note_visit_counts_the_first_one_only(malee, branch, at, drain):
    for days in (0, 1):
        patients.note_visit(
            patient_id=malee.pk, branch_id=branch.pk, visited_on=at.date() + timedelta(days), source="test:1", at=at
        )
    assert FirstVisit.objects.get().visited_on == at.date()
    drain()
    assert Rollup.objects.get(metric="new_patients").amount == 1
