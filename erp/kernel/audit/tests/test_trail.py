"""The audit trail: written by the database, complete, never changed, shown only as far as one may read."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from erp.kernel.access.models import Branch, Staff, User
from erp.kernel.access.rights import FieldRule, rights
from erp.kernel.audit.models import Change, ReadLog
from erp.kernel.audit.reads import record_reads
from erp.kernel.audit.selectors.history import history_of

pytestmark = pytest.mark.django_db
HISTORY = "/api/v1/audit/history/"


def run(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_change_keeps_old_and_new_whoever_writes(branch):
    run("UPDATE access_branch SET phone = '02-555-0101' WHERE id = %s", branch.pk)
    change = Change.objects.get(table_name="access_branch", row_id=str(branch.pk))
    assert (change.operation, change.changes) == ("U", {"phone": ["", "02-555-0101"]})
    assert (change.actor_id, change.request_id) == (None, "")


def test_a_request_names_actor_and_request(api, administrator, branch):
    caller = api(administrator)
    answer = caller.patch(f"/api/v1/access/branches/{branch.pk}/", {"phone": "02-555-0101"})
    change = Change.objects.get(table_name="access_branch", row_id=str(branch.pk))
    assert change.actor_id == administrator.pk
    assert change.request_id == answer.headers["X-Request-Id"]


def test_a_change_of_nothing_leaves_no_trace(branch):
    run("UPDATE access_branch SET name = name WHERE id = %s", branch.pk)
    assert not Change.objects.filter(table_name="access_branch").exists()


def test_a_change_rolled_back_leaves_no_trace(branch):
    def fail():
        with transaction.atomic():
            Branch.objects.filter(pk=branch.pk).update(phone="1")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert not Change.objects.exists()


def test_a_role_given_and_taken_is_kept(cashier):
    cashier.roles.clear()
    kept = Change.objects.filter(table_name="access_userrole").order_by("id").values_list("operation", flat=True)
    assert list(kept) == ["I", "D"]
    assert Change.objects.filter(table_name="access_userrole").latest("id").changes["user_id"] == [cashier.pk, None]


@pytest.mark.parametrize("table", ["audit_change", "audit_readlog"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET request_id = 'x'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TABLE {}",
    ],
)
def test_the_application_cannot_rewrite_the_trail(cashier, branch, table, statement):
    run("UPDATE access_branch SET phone = '1' WHERE id = %s", branch.pk)
    record_reads(cashier, "patients.patient", [1], "open")
    with pytest.raises(DatabaseError):
        run(statement.format(table))
    assert Change.objects.exists()
    assert ReadLog.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "SET ROLE aesthetix_owner",
        "DROP TRIGGER erp_audit ON access_branch",
        "CREATE OR REPLACE FUNCTION erp_audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    ],
)
def test_the_application_cannot_silence_the_trail(db, statement):
    with pytest.raises(DatabaseError):
        run(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_change SET request_id = 'x'", "DELETE FROM audit_change", "TRUNCATE audit_change"]
)
def test_not_even_the_owner_changes_a_kept_row(owner_sql, statement):
    owner_sql("BEGIN")
    owner_sql(
        "INSERT INTO audit_change (table_name, row_id, operation, changes, request_id) VALUES ('x', 1, 'U', '{}', '')"
    )
    with pytest.raises(psycopg.errors.CheckViolation, match="rows are kept"):
        owner_sql(statement)
    owner_sql("ROLLBACK")


def test_reads_are_one_row_however_many(cashier):
    record_reads(cashier, "patients.patient", [3, 1, 2], "list", request_id="r-1")
    record_reads(cashier, "patients.patient", [], "list")
    kept = ReadLog.objects.get()
    assert (kept.record_ids, kept.purpose, kept.user_id, kept.request_id) == ([3, 1, 2], "list", cashier.pk, "r-1")


class TestHistory:
    def test_it_names_who_and_what_newest_first(self, api, administrator, branch):
        caller = api(administrator)
        for phone in ("1", "2"):
            caller.patch(f"/api/v1/access/branches/{branch.pk}/", {"phone": phone})
        lines = caller.get(f"{HISTORY}?noun=access.branch&id={branch.pk}").json()["results"]
        assert [line["changes"][0]["new"] for line in lines] == ["2", "1"]
        assert lines[0]["actor"] == "Administrator"
        assert lines[0]["changes"][0]["label"] == "phone"

    def test_fields_are_masked_and_stripped_as_anywhere(self, api, user_of, administrator, branch, monkeypatch):
        api(administrator).patch(f"/api/v1/access/branches/{branch.pk}/", {"phone": "081-555-0101"})
        rule = FieldRule(full=frozenset({"doctor"}), masked=frozenset({"cashier"}), otherwise="hidden", mask="phone")
        monkeypatch.setitem(rights().fields, "access.branch", {"phone": rule})
        seen = {}
        for role in ("doctor", "cashier", "therapist"):
            answer = api(user_of(role)).get(f"{HISTORY}?noun=access.branch&id={branch.pk}")
            seen[role] = [change["new"] for line in answer.json()["results"] for change in line["changes"]]
        assert seen == {"doctor": ["081-555-0101"], "cashier": ["081-XXX-0101"], "therapist": []}

    def test_references_are_named_and_what_the_record_does_not_show_is_not_shown(self, api, administrator, branch):
        caller = api(administrator)
        staff = caller.post("/api/v1/access/staff/", {"name": "Malee"}).json()
        moved = caller.post(
            "/api/v1/access/branches/", {"company": branch.company_id, "code": "SIL", "name": "Silom"}
        ).json()
        caller.patch(f"/api/v1/access/staff/{staff['id']}/", {"branch": moved["id"]})
        url = f"{HISTORY}?noun=access.staff&id={staff['id']}"
        change = caller.get(url).json()["results"][0]["changes"]
        assert [(one["field"], one["old"], one["new"]) for one in change] == [("branch", "Sathorn", "Silom")]
        record = Staff.objects.get(pk=staff["id"])
        assert history_of(record, shown={"name"}, viewer=administrator)[0]["changes"] == []

    def test_who_may_not_read_the_record_reads_no_history(self, api, cashier, administrator):
        answer = api(cashier).get(f"{HISTORY}?noun=access.user&id={administrator.pk}")
        assert answer.status_code == 403
        assert api().get(f"{HISTORY}?noun=access.user&id=1").status_code == 401

    @pytest.mark.parametrize(
        ("query", "status"),
        [("noun=access.user&id=999999", 404), ("noun=no.thing&id=1", 404), ("noun=access.user&id=x", 422), ("", 422)],
    )
    def test_what_is_not_there_is_said_to_be_missing(self, api, administrator, query, status):
        assert api(administrator).get(f"{HISTORY}?{query}").status_code == status

    def test_a_password_is_never_in_it(self, api, administrator):
        user = User.objects.get(pk=administrator.pk)
        user.set_password("another phrase entirely")
        user.save()
        answer = api(administrator).get(f"{HISTORY}?noun=access.user&id={user.pk}")
        assert answer.json()["results"][0]["changes"] == [
            {"field": "password", "label": "password", "old": "***", "new": "***"}
        ]
