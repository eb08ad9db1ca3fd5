"""Users, by the administrator: created, changed, deactivated; never deleted; one administrator always stays."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from erp.kernel.access.errors import LastAdministrator
from erp.kernel.access.models import Branch, Company, Role, User
from erp.kernel.access.services.save_user import create_user, deactivate_user
from erp.kernel.audit.models import Change
from erp.kernel.testing.fixtures import PASSWORD

USERS = "/api/v1/access/users/"
GOOD = "a phrase nobody guesses"


@pytest.fixture
def admin(api, administrator):
    return api(administrator)


def test_an_administrator_creates_a_user_who_can_sign_in(admin, api, branch, other_branch):
    made = admin.post(
        USERS,
        {
            "username": "ploy",
            "display_name": "Ploy",
            "password": GOOD,
            "roles": ["cashier"],
            "branches": [other_branch.pk, branch.pk],
        },
    )
    assert made.status_code == 201, made.json()
    body = made.json()
    assert "password" not in body
    assert (body["roles"], body["branches"]) == (["cashier"], [other_branch.pk, branch.pk])
    signed_in = api().post("/api/v1/auth/token/", {"username": "ploy", "password": GOOD})
    assert signed_in.json()["user"]["branch"]["id"] == other_branch.pk


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"username": "CASHIER"}, 409, "access.user.username_taken", "username"),
        ({"username": "two words"}, 422, "access.user.invalid", "username"),
        ({"password": "cashier"}, 422, "access.user.weak_password", "password"),
        ({"roles": ["plumber"]}, 422, "invalid", "roles"),
        ({"branches": [987654]}, 422, "access.user.unknown_branch", "branches"),
        ({"display_name": ""}, 422, "invalid", "display_name"),
    ],
)
def test_a_wrong_value_is_refused_by_name(admin, cashier, branch, change, status, code, field):
    body = {
        "username": "ploy",
        "display_name": "Ploy",
        "password": GOOD,
        "roles": [],
        "branches": [branch.pk],
        **change,
    }
    refused = admin.post(USERS, body)
    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.json()
    assert refused.json()["field"].startswith(field)
    assert not User.objects.filter(display_name="Ploy").exists()


def test_roles_and_branches_are_changed_and_remembered(admin, administrator, cashier, branch, other_branch):
    seen = admin.get(f"{USERS}{cashier.pk}/").json()
    changed = admin.patch(
        f"{USERS}{cashier.pk}/",
        {"roles": ["manager", "cashier"], "branches": [other_branch.pk]},
        HTTP_IF_MATCH=f'"{seen["_version"]}"',
    )
    assert changed.status_code == 200, changed.json()
    assert sorted(changed.json()["roles"]) == ["cashier", "manager"]
    assert changed.json()["branches"] == [other_branch.pk]
    links = Change.objects.filter(table_name="access_userrole", operation="I", actor_id=administrator.pk)
    assert links.count() == 1


def test_a_stale_version_is_refused_with_both(admin, cashier):
    refused = admin.patch(f"{USERS}{cashier.pk}/", {"display_name": "Noi"}, HTTP_IF_MATCH='"99"')
    assert refused.status_code == 412
    body = refused.json()
    assert (body["current"]["display_name"], body["yours"]) == ("Cashier", {"display_name": "Noi"})


def test_deactivate_and_reactivate_are_offered_in_turn(admin, cashier):
    def offered(answer):
        return [action["name"] for action in answer.json()["_actions"]]

    assert offered(admin.get(f"{USERS}{cashier.pk}/")) == ["deactivate", "set_password"]
    assert offered(admin.post(f"{USERS}{cashier.pk}/deactivate/")) == ["reactivate", "set_password"]
    assert offered(admin.post(f"{USERS}{cashier.pk}/reactivate/")) == ["deactivate", "set_password"]


def test_users_are_not_deleted(admin, cashier):
    assert admin.delete(f"{USERS}{cashier.pk}/").status_code == 405


def test_set_password_ends_the_persons_logins(admin, api, cashier):
    theirs = api(cashier)
    assert admin.post(f"{USERS}{cashier.pk}/set_password/", {"password": GOOD}).status_code == 200
    assert theirs.get("/api/v1/me/").status_code == 401
    signed_in = api().post("/api/v1/auth/token/", {"username": "cashier", "password": GOOD})
    assert signed_in.status_code == 200


def test_a_password_never_reaches_the_audit_trail(admin, cashier):
    admin.post(f"{USERS}{cashier.pk}/set_password/", {"password": GOOD})
    change = Change.objects.filter(table_name="access_user", row_id=str(cashier.pk)).latest("id")
    assert change.changes == {"password": ["***", "***"]}


def test_the_last_administrator_stays(admin, administrator):
    for refused in (
        admin.post(f"{USERS}{administrator.pk}/deactivate/"),
        admin.patch(f"{USERS}{administrator.pk}/", {"roles": ["doctor"]}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "access.user.last_administrator")
    administrator.refresh_from_db()
    assert administrator.is_active


def test_one_of_two_administrators_may_go(admin, user_of):
    second = user_of("administrator", "2")
    assert admin.post(f"{USERS}{second.pk}/deactivate/").status_code == 200


@pytest.mark.parametrize("role", ["receptionist", "cashier", "therapist", "doctor", "manager", "accountant"])
def test_only_the_administrator_manages_users(api, user_of, role):
    caller = api(user_of(role))
    assert caller.get(USERS).status_code == 403
    assert caller.post(USERS, {}).status_code == 403
    assert caller.post("/api/v1/access/branches/", {}).status_code == 403


def test_roles_can_only_be_read(admin):
    assert admin.get("/api/v1/access/roles/").json()["count"] == 7
    assert admin.post("/api/v1/access/roles/", {"code": "x"}).status_code == 405


def test_branch_and_staff_are_created_and_read_by_all(admin, api, cashier, branch):
    company = branch.company_id
    made = admin.post("/api/v1/access/branches/", {"company": company, "code": "SIL", "name": "Silom"})
    assert made.status_code == 201, made.json()
    wrong = admin.post("/api/v1/access/branches/", {"company": company, "code": "X", "name": "X", "time_zone": "Mars"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "time_zone")
    staff = admin.post("/api/v1/access/staff/", {"name": "Malee", "branch": made.json()["id"], "user": cashier.pk})
    assert staff.status_code == 201, staff.json()
    assert staff.json()["_labels"] == {"user": "Cashier", "branch": "Silom"}
    assert api(cashier).get("/api/v1/me/").json()["staff_id"] == staff.json()["id"]
    again = admin.post("/api/v1/access/branches/", {"company": company, "code": "SIL", "name": "Silom 2"})
    assert again.status_code == 422
    assert again.json()["field"] == "code"


@pytest.mark.slow
def test_two_administrators_leaving_at_once_leave_one(committed_db, django_db_blocker, at):
    with django_db_blocker.unblock():
        branch = Branch.objects.create(code="STN", name="S", company=Company.objects.create(name="C"))
        admins = [
            create_user(
                username=f"admin{n}", display_name="A", password=PASSWORD, roles=["administrator"],
                branches=[branch.pk], by=None, at=at,
            )
            for n in (1, 2)
        ]  # fmt: skip
        start, outcome = Barrier(2), []

        def leave(user):
            try:
                start.wait()
                with transaction.atomic():
                    deactivate_user(user_id=user.pk, by=None, at=at)
                outcome.append("gone")
            except LastAdministrator:
                outcome.append("stays")
            finally:
                connection.close()

        threads = [Thread(target=leave, args=(user,)) for user in admins]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcome) == ["gone", "stays"]
        assert User.objects.filter(is_active=True, roles__code="administrator").count() == 1


def test_roles_follow_the_file_after_migrate(db):
    assert set(Role.objects.values_list("code", flat=True)) >= {"doctor", "administrator"}
    assert Role.objects.get(code="doctor").title_th == "แพทย์"
