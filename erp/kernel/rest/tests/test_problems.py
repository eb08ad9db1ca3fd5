"""Every refusal is a problem+json with a code, in the caller's language; faults tell nothing."""

import pytest
from django.db import IntegrityError
from django.http import Http404
from rest_framework import exceptions

from erp.kernel.access.models import Branch
from erp.kernel.documents.refusals import NotNow
from erp.kernel.rest.constraints import constraint_refusals, refuses
from erp.kernel.rest.problems import problem_of, server_error

pytestmark = pytest.mark.usefixtures("shop")
SQL = "/api/shop/sql/"


@pytest.fixture
def ask(api, doctor):
    def send(statement: str, **headers):
        return api(doctor).post(SQL, {"sql": statement}, **headers)

    return send


def test_an_unknown_address_is_a_problem(api, doctor):
    answer = api(doctor).get("/api/shop/nowhere/")
    assert (answer.status_code, answer.json()["code"]) == (404, "rest.no_such_address")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]


def test_a_sane_request_id_is_kept_and_a_strange_one_is_not(api, doctor):
    kept = api(doctor).get("/api/shop/branches/", HTTP_X_REQUEST_ID="till-3:0001")
    assert kept.headers["X-Request-Id"] == "till-3:0001"
    strange = api(doctor).get("/api/shop/branches/", HTTP_X_REQUEST_ID="a b\n<script>")
    assert len(strange.headers["X-Request-Id"]) == 32


def test_broken_json_and_wrong_types_are_named(api, doctor):
    caller = api(doctor)
    broken = caller.generic("POST", "/api/shop/staff/", "{", content_type="application/json")
    assert (broken.status_code, broken.json()["code"]) == (400, "rest.parse_error")
    strange = caller.generic("POST", "/api/shop/staff/", "<a/>", content_type="application/xml")
    assert (strange.status_code, strange.json()["code"]) == (415, "rest.unsupported_media_type")
    wanted = caller.get("/api/shop/staff/", HTTP_ACCEPT="application/xml")
    assert (wanted.status_code, wanted.json()["code"]) == (406, "rest.not_acceptable")


def test_titles_come_in_thai(ask, api, doctor):
    thai = api(doctor, language="th").get("/api/shop/branches/999999/")
    assert thai.json()["title"].startswith("ไม่พบ")
    assert api(doctor).get("/api/shop/branches/999999/").json()["title"] == "Not found"


INSERT = (
    "INSERT INTO access_branch (company_id, code, name, name_th, tax_branch_code, promptpay_id, time_zone,"
    " address, address_th, phone, active) VALUES ({company}, '{code}', 'x', '', '', '', '', '', '', '', true)"
)


def test_a_violated_unique_names_the_field(ask, branch):
    answer = ask(INSERT.format(company=branch.company_id, code=branch.code))
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (409, "rest.duplicate", "code")
    assert "STN" not in answer.content.decode()


def test_a_constraint_with_a_meaning_speaks_for_itself(ask, branch, monkeypatch):
    class CodeTaken(NotNow):
        code = "shop.code_taken"

    monkeypatch.setattr("erp.kernel.rest.constraints.constraint_refusals", constraint_refusals)
    refuses("access_branch_code_key", CodeTaken)
    try:
        answer = ask(INSERT.format(company=branch.company_id, code=branch.code))
    finally:
        constraint_refusals.pop("access_branch_code_key")
    assert (answer.status_code, answer.json()["code"]) == (409, "shop.code_taken")


def test_a_foreign_key_violated_at_commit_is_a_problem_too(ask, branch):
    ask_now = INSERT.format(company=987654, code="NEW") + "; SET CONSTRAINTS ALL IMMEDIATE"
    answer = ask(ask_now)
    assert (answer.status_code, answer.json()["code"]) == (409, "rest.reference")
    assert not Branch.objects.filter(code="NEW").exists()


@pytest.mark.parametrize(
    ("statement", "status", "code"),
    [
        ("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$", 409, "rest.against_the_rules"),
        ("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END $$", 409, "rest.against_the_rules"),
        ("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23P01'; END $$", 409, "rest.overlap"),
        ("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40P01'; END $$", 409, "busy"),
        ("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '55P03'; END $$", 409, "busy"),
        ("SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)", 409, "busy"),
    ],
)
def test_what_the_database_refuses_is_a_conflict(ask, statement, status, code):
    answer = ask(statement)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if code == "busy":
        assert answer.headers["Retry-After"] == "1"


def test_a_fault_is_not_dressed_up_and_tells_nothing(api, doctor):
    caller = api(doctor)
    caller.raise_request_exception = False
    answer = caller.post(SQL, {"sql": "SELECT secret FROM nowhere"})
    assert (answer.status_code, answer.json()["code"]) == (500, "rest.fault")
    assert "nowhere" not in answer.content.decode()


def test_a_fault_answers_as_a_problem(rf):
    assert server_error(rf.get("/")).status_code == 500


def test_nested_errors_carry_their_path():
    error = exceptions.ValidationError({"lines": [{}, {"quantity": ["Too many"]}], "non_field_errors": ["All wrong"]})
    status, body, _headers = problem_of(error) or (0, {}, {})
    assert status == 422
    assert [(one["field"], one["detail"]) for one in body["errors"]] == [
        ("lines.1.quantity", "Too many"),
        ("", "All wrong"),
    ]


def test_other_exceptions_have_their_status():
    assert (problem_of(Http404()) or (0,))[0] == 404
    assert (problem_of(exceptions.Throttled(wait=7)) or (0, 0, {}))[2] == {"Retry-After": "7"}
    assert (problem_of(exceptions.NotAuthenticated()) or (0, 0, {}))[2] == {"WWW-Authenticate": "Bearer"}
    assert problem_of(IntegrityError("without a cause")) is None
    assert problem_of(ValueError()) is None
