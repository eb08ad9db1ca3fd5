"""People for the tests of this module."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from modules.patients.models import Patient
from modules.patients.services.register_patient import register_patient


@pytest.fixture
def new_patient(db: None, at: datetime) -> Callable[..., Patient]:
    def make(**values: Any) -> Patient:
        given = {
            "first_name_th": "มาลี",
            "last_name_th": "ใจดี",
            "first_name_latin": "Malee",
            "last_name_latin": "Jaidee",
        }
        return register_patient(by=None, at=at, **{**given, "phone": "081-555-0101", **values})

    return make


@pytest.fixture
def malee(new_patient: Callable[..., Patient]) -> Patient:
    return new_patient()
