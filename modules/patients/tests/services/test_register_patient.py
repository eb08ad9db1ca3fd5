from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from erp.kernel.documents.refusals import Invalid
from modules.patients.errors import PhoneNotValid
from modules.patients.models import Patient


def test_register_patient_gives_the_next_hn(new_patient):
    assert new_patient().hn == "HN-0000001"
    assert new_patient().hn == "HN-0000002"


def test_register_patient_keeps_no_phone_in_the_clear(malee):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM patients_patient p WHERE id = %s", [malee.pk])
        row = cursor.fetchone()[0]
    assert "5550101" not in row
    assert "555-0101" not in row
    assert malee.phone == "081-555-0101"
    assert malee.phone_masked == "081-XXX-0101"
    assert malee.phone_last4 == "0101"


def test_register_patient_seals_each_phone_to_its_row(new_patient):
    first, second = new_patient(), new_patient()
    assert bytes(first.phone_sealed) != bytes(second.phone_sealed)
    second.phone_sealed = first.phone_sealed
    with pytest.raises(InvalidTag):
        _ = second.phone


def test_register_patient_reads_one_number_however_it_is_written(new_patient):
    first = new_patient(phone="+66 81 555 0101")
    assert first.phone == "081-555-0101"
    assert bytes(first.phone_hash) == bytes(new_patient(phone="0815550101").phone_hash)


def test_register_patient_without_a_name_is_refused(new_patient):
    with pytest.raises(Invalid, match="first name"):
        new_patient(first_name_th="", first_name_latin="")


def test_register_patient_with_a_number_nobody_can_dial_is_refused(new_patient):
    with pytest.raises(PhoneNotValid):
        new_patient(phone="081-55")


def test_register_patient_twice_with_one_identity_is_refused(new_patient):
    new_patient(identity_kind="national_id", identity="1-1001-55501-01-8")
    with pytest.raises(Invalid, match="identity"):
        new_patient(identity_kind="national_id", identity="1100155501018")
    assert Patient.objects.count() == 1
