"""Register a patient."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from erp.kernel.access.models import User
from erp.kernel.documents.checking import check_record
from erp.kernel.events.publish import publish
from erp.kernel.machines.gate import born
from erp.kernel.sequences.numbers import take_number
from modules.patients.events import PatientRegistered
from modules.patients.models import Patient
from modules.patients.services.fill_patient import fill


def register_patient(*, by: User | None, at: datetime, **values: Any) -> Patient:
    """Make a patient with a new HN. The caller holds the transaction.

    Raises Invalid naming the field, PhoneNotValid for a number nobody can dial.
    """
    return register(values, by=by, at=at)


def register(values: Mapping[str, Any], *, by: User | None, at: datetime) -> Patient:
    """The same from a mapping: the row's id is taken first, for secrets are sealed to their row."""
    patient = Patient(pk=_next_id())
    fill(patient, values)
    check_record(patient, exclude=("hn", "search_text"))
    patient.hn = take_number("HN", digits=7)
    born(patient, by=by, at=at)
    publish(PatientRegistered(patient_id=patient.pk, registered_at=at))
    return patient


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Patient._meta.db_table])
        return int(cursor.fetchone()[0])
