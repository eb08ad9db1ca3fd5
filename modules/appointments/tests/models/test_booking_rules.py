"""What PostgreSQL itself refuses, attacked as the application's role."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from modules.appointments.errors import SlotTaken
from modules.appointments.models import Appointment, Booking
from modules.appointments.services.book_appointment import book_appointment
from modules.appointments.services.plan_shift import plan_shift


@pytest.fixture
def booked(patient, dr_nok, room, at):
    return book_appointment(
        patient_id=patient.id, practitioner_id=dr_nok.pk, room_id=room.pk, starts_at=at, by=None, at=at
    )


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO appointments_booking (appointment_id, resource, during, live)"
        " SELECT appointment_id, resource, during, true FROM appointments_booking LIMIT 1",
        "UPDATE appointments_booking SET resource = 'staff:1'",
        "UPDATE appointments_booking SET during = 'empty'",
        "UPDATE appointments_booking SET during = tstzrange(NULL, NULL)",
        "UPDATE appointments_appointment SET state = 'done'",
        "UPDATE appointments_appointment SET ends_at = starts_at",
        "DELETE FROM appointments_appointment",
        "TRUNCATE appointments_booking",
        "INSERT INTO appointments_appointment SELECT (jsonb_populate_record(a,"
        ' \'{"id": 99999, "state": "done"}\')).* FROM appointments_appointment a',
    ],
)
def test_appointment_rules_are_held_by_the_database(booked, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_block_keeps_the_person_from_being_booked(patient, dr_nok, branch, at):
    plan_shift(branch=branch, staff=dr_nok, kind="block", starts_at=at, ends_at=at + timedelta(hours=1), by=None, at=at)
    with pytest.raises(SlotTaken):
        book_appointment(patient_id=patient.id, practitioner_id=dr_nok.pk, starts_at=at, by=None, at=at)


def test_a_block_over_an_appointment_is_refused(booked, dr_nok, branch, at):
    with pytest.raises(SlotTaken):
        plan_shift(
            branch=branch, staff=dr_nok, kind="block", starts_at=at, ends_at=at + timedelta(hours=1), by=None, at=at
        )


@pytest.mark.slow
def test_the_same_slot_wanted_by_sixteen_goes_to_one(committed_db, at):
    from erp.kernel.access.models import Branch, Company, Staff
    from modules.patients import public as patients

    company = Company.objects.create(name="Lalita", tax_id="0105561234567")
    branch = Branch.objects.create(code="STN", name="Sathorn", company=company)
    staff = Staff.objects.create(name="Dr Nok", kind="doctor", branch=branch)
    with transaction.atomic():
        patient = patients.register_patient(by=None, at=at, first_name_th="มาลี")

    def one(_number: int) -> str:
        try:
            with transaction.atomic():
                book_appointment(patient_id=patient.id, practitioner_id=staff.pk, starts_at=at, by=None, at=at)
            return "won"
        except SlotTaken as refused:
            return str(refused.extra["current"][0]["resource"])
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(one, range(16)))
    assert sorted(outcomes) == [f"staff:{staff.pk}"] * 15 + ["won"]
    assert Appointment.objects.count() == 1
    assert Booking.objects.filter(live=True).count() == 1
