"""Personal data on every path: doctor in full, receptionist masked, everybody else not at all."""

import pytest

from erp.kernel.access.models import Branch, Staff
from erp.kernel.audit.models import ReadLog
from erp.kernel.rest.masks import mask_all, mask_email, mask_phone, mask_tail, masked

pytestmark = pytest.mark.usefixtures("shop")
BRANCHES = "/api/shop/branches/"


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("081-555-0101", "081-XXX-0101"),
        ("0815550101", "081XXX0101"),
        ("+66 81 555 0101", "+66 8X XXX 0101"),
        ("02-555-0101", "02-XXX-0101"),
        ("5550101", "XXX0101"),
        ("191", "XXX"),
        ("", ""),
    ],
)
def test_a_phone_keeps_its_ends(value, seen):
    assert mask_phone(value) == seen


def test_other_masks():
    assert mask_tail("1-1001-55501-01-8") == "X-XXXX-XXXX1-01-8"
    assert mask_email("malee@example.com") == "mXXX@example.com"
    assert mask_all("anything") == "XXXXX"
    assert (masked(None, "phone"), masked("", "phone")) == (None, "")


def test_list_and_form_show_by_role(api, doctor, receptionist, cashier, place):
    assert api(doctor).get(BRANCHES).json()["results"][0]["phone"] == "081-555-0101"
    assert api(receptionist).get(BRANCHES).json()["results"][0]["phone"] == "081-XXX-0101"
    assert api(receptionist).get(f"{BRANCHES}{place.pk}/").json()["phone"] == "081-XXX-0101"
    assert "phone" not in api(cashier).get(f"{BRANCHES}{place.pk}/").json()


def test_a_card_without_a_record_serializer_masks_too(api, doctor, receptionist, cashier, place):
    seen = [api(user).get("/api/shop/card/").json()["phone"] for user in (doctor, receptionist, cashier)]
    assert seen == ["081-555-0101", "081-XXX-0101", None]


def test_a_serializer_without_a_viewer_shows_nobody_anything(place):
    from erp.kernel.rest.tests.doors import CardSerializer

    assert CardSerializer(place).data == {"phone": None}


@pytest.mark.parametrize(
    "query",
    [
        'where={"phone":{"contains":"555"}}',
        'where={"not":{"or":[{"phone":{"eq":"081-555-0101"}}]}}',
        "order=phone",
        "order=-phone",
        "sum=phone",
        "group=phone",
    ],
)
@pytest.mark.parametrize("role", ["receptionist", "cashier"])
def test_no_question_can_be_asked_of_a_masked_field(api, user_of, place, query, role):
    refused = api(user_of(role)).get(f"{BRANCHES}?{query}")
    assert (refused.status_code, refused.json()["code"]) == (403, "rest.field_not_readable")


def test_nor_by_way_of_another_record(api, receptionist, doctor, place, people):
    query = '/api/shop/staff/?where={"branch.phone":{"contains":"555"}}'
    assert api(receptionist).get(query).json()["code"] == "rest.field_not_readable"
    assert api(doctor).get(query).json()["count"] == 2


def test_search_leaves_the_field_out(api, receptionist, doctor, place):
    assert api(receptionist).get(f"{BRANCHES}?q=555").json()["count"] == 0
    assert api(doctor).get(f"{BRANCHES}?q=555").json()["count"] == 1


def test_the_mask_sent_back_means_unchanged(api, receptionist, place):
    answer = api(receptionist).patch(f"{BRANCHES}{place.pk}/", {"phone": "081-XXX-0101", "name": "Silom"})
    assert answer.status_code == 200
    place.refresh_from_db()
    assert (place.phone, place.name) == ("081-555-0101", "Silom")


def test_a_new_value_is_saved_and_answered_masked(api, receptionist, place):
    answer = api(receptionist).patch(f"{BRANCHES}{place.pk}/", {"phone": "089-444-0202"})
    assert answer.json()["phone"] == "089-XXX-0202"
    place.refresh_from_db()
    assert place.phone == "089-444-0202"


def test_an_old_mask_never_overwrites(api, receptionist, place):
    refused = api(receptionist).patch(f"{BRANCHES}{place.pk}/", {"phone": "089-XXX-0202"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "masked_value")
    assert Branch.objects.get(pk=place.pk).phone == "081-555-0101"


def test_who_does_not_see_a_field_cannot_write_it(api, cashier, place):
    api(cashier).patch(f"{BRANCHES}{place.pk}/", {"phone": "089-444-0202", "name": "Silom"})
    place.refresh_from_db()
    assert (place.phone, place.name) == ("081-555-0101", "Silom")


def test_a_conflict_answer_masks_too(api, receptionist, place):
    stale = api(receptionist).patch(f"{BRANCHES}{place.pk}/", {"name": "x"}, HTTP_IF_MATCH='"77"')
    assert stale.status_code == 412
    assert "555" not in stale.content.decode()


def test_reads_of_personal_records_are_logged(api, doctor, people):
    api(doctor).get("/api/shop/staff/")
    api(doctor).get(f"/api/shop/staff/{people[0].pk}/")
    listed, opened = ReadLog.objects.order_by("id")
    assert (listed.purpose, sorted(listed.record_ids)) == ("list", sorted(person.pk for person in people))
    assert (opened.purpose, opened.record_ids, opened.user_id) == ("open", [people[0].pk], doctor.pk)
    assert len(opened.request_id) == 32
    assert Staff.objects.count() == 4
