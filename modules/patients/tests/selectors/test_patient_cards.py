from __future__ import annotations

from modules.patients import public as patients


def test_cards_mask_the_phone_for_their_viewer(malee, receptionist, doctor, at):
    patients.record_allergy(patient_id=malee.pk, substance="Penicillin", criticality="high", by=None, at=at)
    assert patients.cards([malee.pk], receptionist)[malee.pk].phone == "081-XXX-0101"
    assert patients.cards([malee.pk], doctor)[malee.pk].phone == "081-555-0101"
    assert patients.cards([malee.pk], None)[malee.pk].phone == "081-XXX-0101"
    assert patients.cards([malee.pk], None)[malee.pk].allergies[0].substance == "Penicillin"


def test_cards_cost_two_statements_for_any_number(new_patient, receptionist, django_assert_num_queries):
    ids = [new_patient().pk for _ in range(5)]
    receptionist.role_codes  # noqa: B018  known in a request
    with django_assert_num_queries(2):
        assert len(patients.cards(ids, receptionist)) == 5
