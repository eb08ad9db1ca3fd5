"""Patient: prospect → active ⇄ inactive → erased."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.patients.models import Patient
from modules.patients.models.patient import PatientState as State


class PatientMachine(Machine[Patient]):
    births = (State.PROSPECT, State.ACTIVE)

    @transition(source=(State.PROSPECT, State.INACTIVE), target=State.ACTIVE, label=_("Activate"))
    def activate(self, *, at: datetime) -> None:
        """In care from now on."""

    @transition(source=State.ACTIVE, target=State.INACTIVE, label=_("Deactivate"))
    def deactivate(self, *, at: datetime) -> None:
        """Rests: found by search, not offered."""

    @transition(
        source=(State.PROSPECT, State.ACTIVE, State.INACTIVE), target=State.ERASED, label=_("Erase contact data")
    )
    def erase(self, *, at: datetime) -> None:
        """What remains is the medical record."""
