"""What a patient is called where other records refer to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from erp.kernel.access.rights import may
from erp.kernel.rest.labels import provides_labels
from modules.patients.models import Patient


@provides_labels("patients.Patient")
def patient_labels(ids: set[Any], viewer: Any) -> Mapping[Any, str]:
    """HN and name; to those who may not read patients, the HN alone."""
    named = may(viewer, "patients.read_patient")
    return {row.pk: str(row) if named else row.hn for row in Patient.objects.filter(pk__in=ids)}
