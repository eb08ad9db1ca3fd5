"""Note that somebody was treated or paid: the first time counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import connection

from erp.kernel.events.publish import publish
from modules.patients.events import PatientFirstSeen
from modules.patients.models import FirstVisit

_FIRST: Final = f"""
INSERT INTO {FirstVisit._meta.db_table} (patient_id, branch_id, visited_on, source) VALUES (%s, %s, %s, %s)
ON CONFLICT (patient_id) DO NOTHING RETURNING id
"""


def note_visit(*, patient_id: int, branch_id: int, visited_on: date, source: str, at: datetime) -> None:
    """Said again, or said of somebody who was here before, it changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [patient_id, branch_id, visited_on, source])
        first = cursor.fetchone() is not None
    if first:
        publish(PatientFirstSeen(patient_id=patient_id, branch_id=branch_id, visited_on=visited_on, noted_at=at))
