from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from modules.patients import public as patients
from modules.patients.models import Consent
from modules.patients.services.record_consent import record_consent

CONSENTS = "/api/v1/patients/consents/"


def test_record_consent_and_withdraw_it_again(malee, api, receptionist, at):
    client = api(receptionist)
    body = {"patient": malee.pk, "purpose": "treatment", "given": True}
    assert client.post(CONSENTS, body).status_code == 201
    latest = Consent.objects.get().recorded_at
    assert patients.has_consent(malee.pk, "treatment", latest)
    assert not patients.has_consent(malee.pk, "photo_record", latest)
    assert client.post(CONSENTS, {**body, "given": False}).status_code == 201
    assert not patients.has_consent(malee.pk, "treatment", Consent.objects.latest("id").recorded_at)
    assert Consent.objects.count() == 2


def test_consent_has_no_door_that_changes_it(malee, api, receptionist, at):
    consent = record_consent(patient_id=malee.pk, purpose="treatment", given=True, document_version="1", by=None, at=at)
    client = api(receptionist)
    assert client.patch(f"{CONSENTS}{consent.pk}/", {"given": False}).status_code in (403, 405)


@pytest.mark.parametrize(
    "attack",
    ["UPDATE patients_consent SET given = NOT given", "DELETE FROM patients_consent", "TRUNCATE patients_consent"],
)
def test_consent_rows_refuse_change_by_sql(malee, at, attack):
    record_consent(patient_id=malee.pk, purpose="treatment", given=True, document_version="1", by=None, at=at)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert Consent.objects.get().given


def test_consent_to_advertising_needs_its_approval_number(malee, api, receptionist):
    answer = api(receptionist).post(CONSENTS, {"patient": malee.pk, "purpose": "advertising", "given": True})
    assert answer.status_code == 422, answer.content
    assert not Consent.objects.exists()


def test_consent_to_marketing_names_its_channel(malee, api, receptionist):
    body = {"patient": malee.pk, "purpose": "marketing", "given": True}
    assert api(receptionist).post(CONSENTS, body).status_code == 422
    assert api(receptionist).post(CONSENTS, {**body, "channel": "line"}).status_code == 201
