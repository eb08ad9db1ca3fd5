"""Facts about appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from erp.kernel.events.event import Event


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(Event):
    type: ClassVar[str] = "appointments.appointment.booked.v1"
    key: ClassVar[str] = "appointment_id"

    appointment_id: int
    patient_id: int
    practitioner_staff_id: int
    branch_id: int
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(Event):
    type: ClassVar[str] = "appointments.appointment.moved.v1"
    key: ClassVar[str] = "appointment_id"

    appointment_id: int
    practitioner_staff_id: int
    branch_id: int
    starts_at: datetime
    previous_starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentArrived(Event):
    """The patient is here. The visit begins with this."""

    type: ClassVar[str] = "appointments.appointment.arrived.v1"
    key: ClassVar[str] = "appointment_id"

    appointment_id: int
    patient_id: int
    practitioner_staff_id: int
    branch_id: int
    arrived_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(Event):
    type: ClassVar[str] = "appointments.appointment.cancelled.v1"
    key: ClassVar[str] = "appointment_id"

    appointment_id: int
    patient_id: int
    branch_id: int
    cancelled_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(Event):
    """The patient did not come."""

    type: ClassVar[str] = "appointments.appointment.missed.v1"
    key: ClassVar[str] = "appointment_id"

    appointment_id: int
    patient_id: int
    branch_id: int
    missed_at: datetime
