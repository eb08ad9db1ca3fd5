"""A small clinic: a doctor, a second doctor, two rooms, one patient."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from erp.kernel.access.models import Branch, Staff, User
from modules.appointments.models import Room
from modules.patients import public as patients


@pytest.fixture
def patient(db: None, at: datetime) -> Any:
    return patients.register_patient(
        by=None, at=at, first_name_th="มาลี", last_name_th="ใจดี", first_name_latin="Malee", phone="081-555-0101"
    )


@pytest.fixture
def dr_nok(branch: Branch, doctor: User) -> Staff:
    return Staff.objects.create(name="Dr Nok", name_th="พญ. นก", kind="doctor", branch=branch, user=doctor)


@pytest.fixture
def dr_beam(branch: Branch) -> Staff:
    return Staff.objects.create(name="Dr Beam", name_th="นพ. บีม", kind="doctor", branch=branch)


@pytest.fixture
def room(branch: Branch) -> Room:
    return Room.objects.create(branch=branch, code="R1", name="Room 1")


@pytest.fixture
def second_room(branch: Branch) -> Room:
    return Room.objects.create(branch=branch, code="R2", name="Room 2")
