"""Appointment: booked → confirmed → arrived → in_room → done | cancelled | no_show."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.appointments.models import Appointment
from modules.appointments.models.appointment import AppointmentState as State

OPEN = (State.BOOKED, State.CONFIRMED)


class AppointmentMachine(Machine[Appointment]):
    births = (State.BOOKED, State.ARRIVED)  # ARRIVED: a walk-in

    @transition(source=State.BOOKED, target=State.CONFIRMED, label=_("Confirm"))
    def confirm(self, *, at: datetime) -> None:
        """The patient said yes."""

    @transition(source=OPEN, target=State.ARRIVED, label=_("Arrive"))
    def arrive(self, *, at: datetime) -> None:
        self.record.arrived_at = at

    @transition(source=State.ARRIVED, target=State.IN_ROOM, label=_("To the room"))
    def enter_room(self, *, at: datetime) -> None:
        """Treatment is about to begin."""

    @transition(source=(State.ARRIVED, State.IN_ROOM), target=State.DONE, label=_("Done"))
    def finish(self, *, at: datetime) -> None:
        """The visit is over."""

    @transition(source=(*OPEN, State.ARRIVED), target=State.CANCELLED, label=_("Cancel"))
    def cancel(self, *, at: datetime, reason: str = "") -> None:
        self.record.reason = reason

    @transition(source=(*OPEN, State.ARRIVED), target=State.NO_SHOW, label=_("Did not come"))
    def no_show(self, *, at: datetime) -> None:
        """They did not come, or left before anybody saw them."""
