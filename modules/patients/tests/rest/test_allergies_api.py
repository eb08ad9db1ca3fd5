from __future__ import annotations

import pytest

ALLERGIES = "/api/v1/patients/allergies/"


def test_record_allergy_once(malee, api, doctor):
    client = api(doctor)
    body = {"patient": malee.pk, "substance": "Lidocaine", "criticality": "high", "reaction": "Anaphylaxis"}
    made = client.post(ALLERGIES, body)
    assert made.status_code == 201, made.content
    assert made.json()["is_active"] is True
    again = client.post(ALLERGIES, {**body, "substance": "LIDOCAINE"})
    assert again.status_code in (409, 422)
    banner = client.get(f"/api/v1/patients/patients/{malee.pk}/").json()["allergies"]
    assert [(row["substance"], row["criticality"]) for row in banner] == [("Lidocaine", "high")]


@pytest.mark.parametrize("role", ["cashier", "manager"])
def test_record_allergy_is_for_those_who_treat_and_receive(malee, api, user_of, role):
    body = {"patient": malee.pk, "substance": "Lidocaine"}
    assert api(user_of(role)).post(ALLERGIES, body).status_code == 403
