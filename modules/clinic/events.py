"""Facts about treatment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class TreatmentStarted(Event):
    type: ClassVar[str] = "clinic.treatment_session.started.v1"
    key: ClassVar[str] = "session_id"

    session_id: int
    patient_id: int
    branch_id: int
    appointment_id: int | None
    started_at: datetime


@dataclass(frozen=True, kw_only=True)
class TreatmentSigned(Event):
    """The record is closed, the units have left the lot, the charges can be paid."""

    type: ClassVar[str] = "clinic.treatment_session.signed.v1"
    key: ClassVar[str] = "session_id"

    session_id: int
    patient_id: int
    branch_id: int
    practitioner_staff_id: int
    appointment_id: int | None
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class TreatmentCancelled(Event):
    type: ClassVar[str] = "clinic.treatment_session.cancelled.v1"
    key: ClassVar[str] = "session_id"

    session_id: int
    patient_id: int
    branch_id: int
    appointment_id: int | None
    cancelled_at: datetime


@dataclass(frozen=True, kw_only=True)
class FaceChartSaved(Event):
    type: ClassVar[str] = "clinic.face_chart.saved.v1"
    key: ClassVar[str] = "session_id"

    session_id: int
    patient_id: int
    branch_id: int
    face_chart_id: int
    view: str
    version_no: int
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class PhotoChecked(Event):
    """A worker has looked at an uploaded photo: it can be shown, or it was rejected."""

    type: ClassVar[str] = "clinic.photo.checked.v1"
    key: ClassVar[str] = "session_id"

    session_id: int
    photo_id: int
    accepted: bool
    checked_at: datetime
