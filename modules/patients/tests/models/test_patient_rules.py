"""What PostgreSQL itself refuses, attacked as the application's role."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from modules.patients.services.activate_patient import activate_patient
from modules.patients.services.erase_patient import erase_patient
from modules.patients.services.reveal_phone import reveal_phone


def attack(sql):
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE patients_patient SET state = 'inactive'",
        "UPDATE patients_patient SET first_name_th = '', first_name_latin = ''",
        "UPDATE patients_patient SET phone_sealed = NULL",
        "UPDATE patients_patient SET phone_hash = NULL",
        "DELETE FROM patients_patient",
        "TRUNCATE patients_patient CASCADE",
        "INSERT INTO patients_patient SELECT (jsonb_populate_record(p, '{\"id\": 99999}')).* FROM patients_patient p",
    ],
)
def test_patient_rules_are_held_by_the_database(malee, sql):
    attack(sql)


def test_reveals_and_lookups_cannot_be_wiped(malee, receptionist, at):
    reveal_phone(patient_id=malee.pk, reason="call", by=receptionist, at=at)
    attack("DELETE FROM patients_phonereveal")
    attack("UPDATE patients_phonereveal SET reason = 'x'")
    attack("TRUNCATE patients_phonelookup")


def test_erase_patient_blanks_every_way_to_reach_the_person(malee, manager, at):
    activate_patient(patient_id=malee.pk, by=None, at=at)
    erased = erase_patient(patient_id=malee.pk, by=manager, at=at)
    erased.refresh_from_db()
    assert (erased.state, erased.phone, erased.phone_masked, erased.phone_last4) == ("erased", "", "", "")
    assert erased.name_th == "มาลี ใจดี"
