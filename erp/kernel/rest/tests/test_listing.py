"""Lists: search, filter, order, pages, sums, groups, and everything that is refused."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from erp.kernel.access.models import Staff
from erp.kernel.rest.listing import Listing, Offer, default_fields, default_search

pytestmark = pytest.mark.usefixtures("shop")
STAFF = "/api/shop/staff/"


def names(answer) -> list[str]:
    return [row["name"] for row in answer.json()["results"]]


def test_search_asks_every_word_in_some_field(api, doctor, people):
    caller = api(doctor)
    assert names(caller.get(f"{STAFF}?q=mal")) == ["Malee"]
    assert names(caller.get(f"{STAFF}?q=sath pl")) == ["Ploy"]
    assert names(caller.get(f"{STAFF}?q=sath ari")) == []


def test_signs_that_no_text_has_find_nothing(api, doctor, people):
    caller = api(doctor)
    assert names(caller.get(f"{STAFF}?q=%00")) == []
    for sign in ("\\u0000", "\\ud800"):
        refused = caller.get(f'{STAFF}?where={{"name":{{"eq":"{sign}"}}}}')
        assert refused.json()["code"] == "rest.bad_filter"


def test_filter_order_and_page(api, doctor, people, branch):
    caller = api(doctor)
    assert names(caller.get(f'{STAFF}?where={{"branch":{{"eq":{branch.pk}}}}}&order=name')) == ["Malee", "Ploy"]
    assert names(caller.get(f'{STAFF}?where={{"branch.code":{{"eq":"ARI"}}}}&order=-name')) == ["Somchai", "Nok"]
    page = caller.get(f"{STAFF}?order=branch,name&limit=2&offset=1").json()
    assert (page["count"], page["limit"], page["offset"], len(page["results"])) == (4, 2, 1, 2)


def test_pages_never_overlap_on_ties(api, doctor, branch):
    for _ in range(7):
        Staff.objects.create(name="Same", branch=branch)
    caller, seen = api(doctor), []
    for offset in range(0, 7, 2):
        seen += [row["id"] for row in caller.get(f"{STAFF}?order=name&limit=2&offset={offset}").json()["results"]]
    assert len(seen) == len(set(seen)) == 7


def test_limit_zero_counts_only(api, doctor, people):
    assert api(doctor).get(f"{STAFF}?limit=0").json() | {"groups": 0} == {
        "count": 4, "limit": 0, "offset": 0, "results": [], "sums": {}, "groups": 0,
    }  # fmt: skip


def test_groups_carry_key_label_and_count(api, doctor, people, branch, other_branch):
    groups = api(doctor).get(f"{STAFF}?group=branch&limit=0").json()["groups"]
    assert groups == [
        {"key": branch.pk, "label": "Sathorn", "count": 2, "sums": {}},
        {"key": other_branch.pk, "label": "Ari", "count": 2, "sums": {}},
    ]
    double = api(doctor).get(f"{STAFF}?group=branch,active&limit=0").json()["groups"]
    assert double[0]["key"] == [branch.pk, True]


def test_groups_by_month_speak_of_the_clinics_months(api, doctor, branch):
    late = Staff.objects.create(name="Late", branch=branch)
    Staff.objects.filter(pk=late.pk).update(name="Late")
    groups = api(doctor).get(f"{STAFF}?group=created_at:month&limit=0").json()["groups"]
    assert len(groups) == 1
    assert groups[0]["count"] == 1
    assert groups[0]["key"].endswith("-01")


def test_sums_add_up_all_rows_not_the_page(doctor, people):
    offer = Offer(model=Staff, search=(), filter=("id", "version"), order=("id",), default_order="id")
    query = QueryDict("sum=version&limit=1&group=version")
    listing = Listing(offer=offer, query=query, user=doctor)
    assert listing.sums(Staff.objects.all()) == {"version": 4}
    assert listing.groups(Staff.objects.all()) == [{"key": 1, "label": "1", "count": 4, "sums": {"version": 4}}]
    assert listing.sums(Staff.objects.none()) == {"version": "0.00"}


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("limit=201", "rest.bad_paging", "limit"),
        ("limit=-1", "rest.bad_paging", "limit"),
        ("limit=many", "rest.bad_paging", "limit"),
        ("offset=100001", "rest.bad_paging", "offset"),
        ("offset=١", "rest.bad_paging", "offset"),
        ("order=password", "rest.unknown_field", "password"),
        ("order=user__password", "rest.unknown_field", "user__password"),
        ('where={"user.password":{"contains":"a"}}', "rest.unknown_field", "user.password"),
        ('where={"name":{"regex":"a"}}', "rest.bad_filter", "where"),
        ("where={", "rest.bad_filter", "where"),
        ("where=[]", "rest.bad_filter", "where"),
        ("where=" + "[" * 20_000, "rest.bad_filter", "where"),
        ('where={"branch":{"eq":"x"}}', "rest.bad_filter", "branch"),
        ('where={"created_at":{"gte":"soon"}}', "rest.bad_filter", "created_at"),
        ("group=branch:month", "rest.unknown_field", "branch:month"),
        ("group=user__password", "rest.unknown_field", "user__password"),
    ],
)
def test_a_wrong_question_is_refused_by_name(api, doctor, people, query, code, field):
    refused = api(doctor).get(f"{STAFF}?{query}")
    assert refused.status_code == 422
    assert (refused.json()["code"], refused.json()["field"]) == (code, field)


def test_defaults_offer_columns_and_search_short_texts():
    assert "branch" in default_fields(Staff)
    assert default_search(Staff) == ["name", "name_th", "nickname", "kind", "color"]


def test_instants_are_answered_in_utc(api, doctor, branch):
    made = api(doctor).get("/api/shop/branches/").json()["results"][0]["created_at"]
    assert made.endswith("Z")
    assert datetime.fromisoformat(made).tzinfo == UTC
