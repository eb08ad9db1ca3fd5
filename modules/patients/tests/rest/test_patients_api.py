"""The phone number on every path."""

from __future__ import annotations

import json

import pytest

from erp.kernel.audit.models import ReadLog
from modules.patients.models import Patient, PhoneLookup, PhoneReveal

PATIENTS = "/api/v1/patients/patients/"


def found(client, **query):
    answer = client.get(PATIENTS, query)
    assert answer.status_code == 200, answer.content
    return [row["hn"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("role", "phone"),
    [
        ("doctor", "081-555-0101"),
        ("manager", "081-555-0101"),
        ("receptionist", "081-XXX-0101"),
        ("cashier", "081-XXX-0101"),
        ("therapist", "081-XXX-0101"),
    ],
)
def test_read_patient_shows_the_phone_as_the_role_may_see_it(malee, api, user_of, role, phone):
    client = api(user_of(role))
    assert client.get(PATIENTS).json()["results"][0]["phone"] == phone
    opened = client.get(f"{PATIENTS}{malee.pk}/")
    assert opened.json()["phone"] == phone
    if "XXX" in phone:
        assert b"555" not in opened.content


@pytest.mark.parametrize("role", ["administrator", "accountant"])
def test_read_patient_is_refused_to_whoever_has_no_business_with_health(malee, api, user_of, role):
    client = api(user_of(role))
    assert client.get(PATIENTS).status_code == 403
    assert client.get(f"{PATIENTS}{malee.pk}/").status_code == 403


@pytest.mark.parametrize("needle", ["มาลี", "ใจดี", "malee", "JAIDEE", "HN-0000001", "0101", "lee jai"])
def test_search_finds_by_hn_name_in_either_script_and_last_four(malee, api, receptionist, needle):
    assert found(api(receptionist), q=needle) == [malee.hn]


@pytest.mark.parametrize("needle", ["555", "5550", "81555", "081-555", "55501"])
def test_search_never_finds_by_a_part_of_the_number(malee, api, receptionist, needle):
    assert found(api(receptionist), q=needle) == []


@pytest.mark.parametrize("needle", ["0815550101", "081-555-0101", "+66 81 555 0101"])
def test_search_finds_by_the_exact_whole_number(malee, api, receptionist, needle):
    assert found(api(receptionist), q=needle) == [malee.hn]
    assert PhoneLookup.objects.filter(user=receptionist, found=True).count() == 1


def test_search_by_whole_number_is_limited(malee, api, receptionist):
    client = api(receptionist)
    for last in range(30):
        client.get(PATIENTS, {"q": f"08155501{last:02}"})
    assert client.get(PATIENTS, {"q": "0815550101"}).status_code == 200  # asked before: not another number
    refused = client.get(PATIENTS, {"q": "0815550130"})
    assert refused.status_code == 429
    assert refused.json()["code"] == "patients.patient.too_many_lookups"
    assert found(client, q="0101") == [malee.hn]


@pytest.mark.parametrize(
    "field", ["phone", "phone_masked", "phone_last4", "phone_hash", "phone_sealed", "identity_hash"]
)
def test_list_cannot_be_filtered_or_ordered_by_the_number(malee, api, receptionist, field):
    client = api(receptionist)
    where = json.dumps({field: {"contains": "555"}})
    assert client.get(PATIENTS, {"where": where}).status_code in (400, 403, 422)
    assert client.get(PATIENTS, {"group": field}).status_code in (400, 403, 422)


def test_update_patient_with_the_mask_sent_back_changes_nothing(malee, api, receptionist):
    answer = api(receptionist).patch(
        f"{PATIENTS}{malee.pk}/", {"phone": "081-XXX-0101", "nickname": "ลี"}, HTTP_IF_MATCH='"1"'
    )
    assert answer.status_code == 200, answer.content
    again = Patient.objects.get(pk=malee.pk)
    assert (again.phone, again.nickname) == ("081-555-0101", "ลี")


def test_update_patient_with_a_new_number_is_kept_sealed(malee, api, receptionist):
    answer = api(receptionist).patch(f"{PATIENTS}{malee.pk}/", {"phone": "089 123 4567"}, HTTP_IF_MATCH='"1"')
    assert answer.json()["phone"] == "089-XXX-4567"
    assert Patient.objects.get(pk=malee.pk).phone == "089-123-4567"


def test_update_patient_leaves_no_number_in_the_history(malee, api, receptionist, owner_sql):
    api(receptionist).patch(f"{PATIENTS}{malee.pk}/", {"phone": "089 123 4567"}, HTTP_IF_MATCH='"1"')
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(h::text, ' ') FROM audit_change h")
        history = cursor.fetchone()[0] or ""
    assert "1234567" not in history


def test_create_patient_by_the_front_desk_answers_masked(api, receptionist):
    answer = api(receptionist).post(
        PATIENTS, {"first_name_th": "สมใจ", "phone": "0815550101", "birth_on": "1990-02-28"}
    )
    assert answer.status_code == 201, answer.content
    assert answer.json()["phone"] == "081-XXX-0101"
    assert answer.json()["hn"].startswith("HN-")
    assert b"555" not in answer.content


def test_create_patient_by_a_cashier_is_refused(api, cashier):
    assert api(cashier).post(PATIENTS, {"first_name_th": "สมใจ"}).status_code == 403
    assert not Patient.objects.exists()


def test_create_patient_with_a_wrong_number_names_the_field_and_not_the_number(api, receptionist):
    answer = api(receptionist).post(PATIENTS, {"first_name_th": "สมใจ", "phone": "5550101"})
    assert answer.status_code == 422
    assert answer.json()["field"] == "phone"
    assert b"5550101" not in answer.content


def test_reveal_phone_shows_one_number_and_logs_the_reason(malee, api, receptionist):
    answer = api(receptionist).post(f"{PATIENTS}{malee.pk}/reveal_phone/", {"reason": "Confirm tomorrow"})
    assert answer.json() == {"phone": "081-555-0101"}
    row = PhoneReveal.objects.get()
    assert (row.user, row.patient, row.reason) == (receptionist, malee, "Confirm tomorrow")


def test_reveal_phone_without_a_reason_is_refused(malee, api, receptionist):
    answer = api(receptionist).post(f"{PATIENTS}{malee.pk}/reveal_phone/", {"reason": ""})
    assert answer.status_code in (400, 422)
    assert not PhoneReveal.objects.exists()


def test_reveal_phone_is_limited(malee, api, receptionist):
    client = api(receptionist)
    answers = [client.post(f"{PATIENTS}{malee.pk}/reveal_phone/", {"reason": "call"}).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_read_patient_is_logged(malee, api, receptionist):
    api(receptionist).get(f"{PATIENTS}{malee.pk}/")
    row = ReadLog.objects.get()
    assert (row.noun, row.record_ids) == ("patients.patient", [malee.pk])


def test_duplicates_are_found_and_masked(malee, api, receptionist, new_patient):
    new_patient(
        first_name_th="วิชัย",
        last_name_th="สุขใจ",
        first_name_latin="Wichai",
        last_name_latin="Sukjai",
        phone="0899999999",
    )
    answer = api(receptionist).post(
        f"{PATIENTS}duplicates/", {"names": ["มาลี ใจดี"], "phone": "0815550101", "birth_on": None}
    )
    assert answer.status_code == 200, answer.content
    (candidate,) = answer.json()["candidates"]
    assert (candidate["hn"], candidate["phone"], candidate["reasons"]) == (malee.hn, "081-XXX-0101", ["name", "phone"])


def test_duplicates_of_a_stranger_are_none(malee, api, receptionist):
    answer = api(receptionist).post(f"{PATIENTS}duplicates/", {"names": ["Ratana Wong"], "phone": "0899999999"})
    assert answer.json() == {"candidates": []}


def test_medication_is_hidden_from_the_front_desk(new_patient, api, receptionist, doctor):
    patient = new_patient(medication="Warfarin")
    assert "medication" not in api(receptionist).get(f"{PATIENTS}{patient.pk}/").json()
    assert api(doctor).get(f"{PATIENTS}{patient.pk}/").json()["medication"] == "Warfarin"
