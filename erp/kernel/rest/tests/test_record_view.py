"""RecordView: create, read, change, verbs, scopes, versions."""

import pytest

from erp.kernel.access.models import Staff

pytestmark = pytest.mark.usefixtures("shop")
STAFF = "/api/shop/staff/"


def test_a_row_carries_what_the_screen_needs(api, doctor, people, branch):
    row = api(doctor).get(f"{STAFF}{people[0].pk}/").json()
    assert row["_version"] == 1
    assert row["_display"] == "Malee"
    assert row["_labels"] == {"branch": "Sathorn"}
    assert row["_actions"] == []


def test_create_takes_the_current_branch_and_answers_where_it_is(api, doctor, branch):
    made = api(doctor).post(STAFF, {"name": "Fah"})
    assert made.status_code == 201, made.json()
    assert made.json()["branch"] == branch.pk
    assert made.headers["Location"] == f"{STAFF}{made.json()['id']}/"
    assert made.headers["ETag"] == '"1"'
    assert api(doctor).get(made.headers["Location"]).json()["name"] == "Fah"


def test_create_with_wrong_values_names_every_field(api, doctor, branch):
    refused = api(doctor).post(STAFF, {"color": "blue", "active": "perhaps"})
    body = refused.json()
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert {error["field"] for error in body["errors"]} == {"name", "color", "active"}
    assert body["field"] == body["errors"][0]["field"]


def test_a_manager_of_one_branch_sees_and_touches_only_that(api, manager, people, other_branch):
    caller = api(manager)
    here, elsewhere = people[0], people[1]
    assert caller.get(STAFF).json()["count"] == 2
    assert caller.get(f"{STAFF}{elsewhere.pk}/").status_code == 404
    assert caller.patch(f"{STAFF}{elsewhere.pk}/", {"nickname": "x"}).status_code == 404
    assert caller.patch(f"{STAFF}{here.pk}/", {"nickname": "x"}).status_code == 200
    assert caller.post(f"{STAFF}{elsewhere.pk}/rename/", {"nickname": "x"}).status_code == 404
    moved = caller.patch(f"{STAFF}{here.pk}/", {"branch": other_branch.pk})
    assert moved.status_code == 403
    created = caller.post(STAFF, {"name": "Spy", "branch": other_branch.pk})
    assert created.status_code == 403
    assert not Staff.objects.filter(name="Spy").exists()
    assert Staff.objects.get(pk=here.pk).branch_id != other_branch.pk


def test_if_match_admits_the_version_seen_and_no_other(api, doctor, people):
    url, caller = f"{STAFF}{people[0].pk}/", api(doctor)
    etag = caller.get(url).headers["ETag"]
    changed = caller.patch(url, {"nickname": "Lee"}, HTTP_IF_MATCH=etag)
    assert (changed.status_code, changed.headers["ETag"], changed.json()["_version"]) == (200, '"2"', 2)
    stale = caller.patch(url, {"nickname": "Other"}, HTTP_IF_MATCH=etag)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert stale.json()["current"]["nickname"] == "Lee"
    assert stale.json()["yours"] == {"nickname": "Other"}
    assert caller.patch(url, {"nickname": "x"}, HTTP_IF_MATCH='"two"').json()["code"] == "rest.bad_if_match"


def test_a_verb_is_one_call_and_answers_the_record(api, doctor, people):
    done = api(doctor).post(f"{STAFF}{people[0].pk}/rename/", {"nickname": "Lee"})
    assert (done.status_code, done.json()["nickname"], done.json()["_version"]) == (200, "Lee", 2)


def test_a_refused_verb_writes_nothing_and_says_the_remedy(api, doctor, people):
    refused = api(doctor).post(f"{STAFF}{people[0].pk}/rename/", {"nickname": "never"})
    body = refused.json()
    assert (refused.status_code, body["code"], body["remedy"]) == (409, "shop.not_today", "Try tomorrow.")
    assert body["current"] == {"nickname": "never"}
    assert Staff.objects.get(pk=people[0].pk).nickname == "Ma"


def test_a_verb_with_a_wrong_body_names_the_field(api, doctor, people):
    refused = api(doctor).post(f"{STAFF}{people[0].pk}/rename/", {"nickname": "x", "tags": ["a", {}]})
    assert (refused.status_code, refused.json()["field"]) == (422, "tags.1")


def test_a_birth_makes_a_record_in_the_current_branch(api, doctor, branch):
    made = api(doctor).post(f"{STAFF}hire/", {"name": "Fah"})
    assert (made.status_code, made.json()["branch"]) == (201, branch.pk)


def test_a_birth_outside_ones_branches_is_undone(api, manager, branch, other_branch, monkeypatch):
    from erp.kernel.access.models import UserBranch

    UserBranch.objects.create(user=manager, branch=other_branch)
    assert api(manager).post(f"{STAFF}hire/", {"name": "Fah"}, HTTP_X_BRANCH=str(other_branch.pk)).status_code == 201


@pytest.mark.parametrize(("method", "path"), [("put", "1/"), ("delete", "1/"), ("post", "1/"), ("patch", "")])
def test_what_is_no_door_is_405(api, doctor, method, path):
    answer = getattr(api(doctor), method)(f"{STAFF}{path}", {})
    assert answer.status_code == 405
    assert answer.json()["code"] == "rest.method_not_allowed"


def test_an_internal_name_as_a_method_opens_nothing(api, doctor):
    assert api(doctor).generic("INITIAL", f"{STAFF}").status_code == 405


def test_the_cost_of_a_list_is_a_literal_figure(api, doctor, people, django_assert_num_queries):
    caller = api(doctor)
    caller.get("/api/shop/branches/")
    with django_assert_num_queries(4):  # who, rows, names of branches, read log
        caller.get(STAFF)
    with django_assert_num_queries(4):  # who, record, name of its branch, read log
        caller.get(f"{STAFF}{people[0].pk}/")
