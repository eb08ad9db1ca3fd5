"""Facts about people that other modules may hear. Ids only: a name never travels in an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class PatientRegistered(Event):
    type: ClassVar[str] = "patients.patient.registered.v1"
    key: ClassVar[str] = "patient_id"

    patient_id: int
    registered_at: datetime


@dataclass(frozen=True, kw_only=True)
class ConsentRecorded(Event):
    type: ClassVar[str] = "patients.consent.recorded.v1"
    key: ClassVar[str] = "patient_id"

    patient_id: int
    purpose: str
    given: bool
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class PatientErased(Event):
    type: ClassVar[str] = "patients.patient.erased.v1"
    key: ClassVar[str] = "patient_id"

    patient_id: int
    erased_at: datetime
