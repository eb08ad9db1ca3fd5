from __future__ import annotations

import pytest

from modules.clinic.models import CarePlan, CarePlanStep, NoteTemplate

NOTES = "/api/v1/clinic/notes/"
PLANS = "/api/v1/clinic/care-plans/"
VITALS = "/api/v1/clinic/vitals/"


@pytest.fixture
def client(api, doctor):
    return api(doctor)


@pytest.fixture
def signed(client, session, consent):
    consent("treatment")

    def sign():
        for verb in ("complete", "sign"):
            assert client.post(f"/api/v1/clinic/sessions/{session.pk}/{verb}/").status_code == 200

    return sign


def test_write_note_from_a_template(client, session, db):
    template = NoteTemplate.objects.get(code="toxin")
    note = client.post(NOTES, {"session": session.pk, "template": template.pk, "text": "20 U in all"})
    assert note.status_code == 201, note.content
    assert (note.json()["title"], note.json()["author_name"]) == ("Botulinum toxin", "Doctor")
    assert client.get(NOTES, {"where": f'{{"patient": {{"eq": {session.patient_id}}}}}'}).json()["count"] == 1


def test_write_note_without_words_is_refused(client, session):
    assert client.post(NOTES, {"session": session.pk, "text": "  "}).status_code in (400, 422)


def test_change_note_until_the_signature_and_supplement_it_afterwards(client, session, signed):
    note = client.post(NOTES, {"session": session.pk, "title": "Plan", "text": "first"}).json()
    assert client.patch(f"{NOTES}{note['id']}/", {"text": "second"}, HTTP_IF_MATCH='"1"').json()["text"] == "second"
    stale = client.patch(f"{NOTES}{note['id']}/", {"text": "third"}, HTTP_IF_MATCH='"1"')
    assert stale.status_code == 412
    signed()
    refused = client.patch(f"{NOTES}{note['id']}/", {"text": "too late"})
    assert refused.status_code == 409
    assert client.post(NOTES, {"session": session.pk, "title": "Late", "text": "late"}).status_code == 409
    added = client.post(f"{NOTES}{note['id']}/add_addendum/", {"text": "Bruise on day 2"})
    assert added.status_code == 200, added.content
    assert (added.json()["text"], [each["text"] for each in added.json()["addenda"]]) == ("second", ["Bruise on day 2"])


def test_record_vitals_and_refuse_what_nobody_has(client, patient, dr_nok):
    made = client.post(
        VITALS, {"patient": patient.id, "pulse": 72, "systolic": 118, "diastolic": 76, "temperature": "36.6"}
    )
    assert made.status_code == 201, made.content
    assert client.post(VITALS, {"patient": patient.id, "pulse": 720}).status_code in (400, 422)
    assert client.post(VITALS, {"patient": patient.id}).status_code == 422
    assert client.post(VITALS, {"patient": patient.id, "systolic": 70, "diastolic": 90}).status_code == 422
    assert client.get(VITALS, {"where": f'{{"patient": {{"eq": {patient.id}}}}}'}).json()["count"] == 1


def test_record_vitals_tells_the_body_mass_index(client, patient, dr_nok):
    made = client.post(VITALS, {"patient": patient.id, "weight": "60", "height": "165"})
    assert made.json()["body_mass_index"] == "22.0"


def test_care_plan_moves_with_each_signed_session(client, session, goods, signed):
    plan = client.post(
        PLANS,
        {
            "patient": session.patient_id,
            "title": "Facials",
            "product": goods.facial.pk,
            "interval_days": 14,
            "repeats": 1,
        },
    )
    assert plan.status_code == 201, plan.content
    assert (plan.json()["done"], plan.json()["state"]) == (0, "active")
    client.post(f"/api/v1/clinic/sessions/{session.pk}/add_charge/", {"product_id": goods.facial.pk})
    signed()
    row = client.get(f"{PLANS}{plan.json()['id']}/").json()
    assert (row["done"], row["state"], row["next_on"]) == (1, "completed", None)
    assert CarePlanStep.objects.count() == 1


def test_care_plan_is_planned_by_doctors_only(api, therapist, ploy, patient):
    assert api(therapist).post(PLANS, {"patient": patient.id, "title": "x"}).status_code == 403
    assert not CarePlan.objects.exists()
