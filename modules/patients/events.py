"""Facts about people that other modules may hear. Ids only: a name never travels in an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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


@dataclass(frozen=True, kw_only=True)
class PatientFirstSeen(Event):
    """The first completed treatment or paid order of a patient, in any branch."""

    type: ClassVar[str] = "patients.patient.first_seen.v1"
    key: ClassVar[str] = "patient_id"

    patient_id: int
    branch_id: int
    visited_on: date
    noted_at: datetime
