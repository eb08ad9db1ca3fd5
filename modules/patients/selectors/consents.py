"""What a patient's last word is, per purpose."""

from __future__ import annotations

from datetime import datetime

from modules.patients.data import ConsentState
from modules.patients.models import Consent


def has_consent(patient_id: int, purpose: str, at: datetime) -> bool:
    """Whether the last row of this purpose up to `at` gives consent. No row, no consent."""
    last = (
        Consent.objects.filter(patient=patient_id, purpose=purpose, recorded_at__lte=at)
        .order_by("-recorded_at", "-id")
        .values_list("given", flat=True)
        .first()
    )
    return bool(last)


def consents_of(patient_id: int, at: datetime) -> list[ConsentState]:
    """The last row of every purpose that was ever asked for."""
    rows = (
        Consent.objects.filter(patient=patient_id, recorded_at__lte=at)
        .order_by("purpose", "channel", "-recorded_at", "-id")
        .distinct("purpose", "channel")
    )
    return [
        ConsentState(purpose=row.purpose, given=row.given, version=row.document_version, since=row.recorded_at)
        for row in rows
    ]
