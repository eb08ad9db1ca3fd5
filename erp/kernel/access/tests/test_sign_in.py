"""Sign in, refresh, sign out: what bites, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from erp.kernel.access.models import AuthSession, LoginThrottle, Role
from erp.kernel.access.rest.auth import COOKIE
from erp.kernel.access.services.save_user import deactivate_user
from erp.kernel.testing.fixtures import PASSWORD

pytestmark = pytest.mark.django_db
TOKEN, REFRESH, LOGOUT, ME = (f"/api/v1/{path}/" for path in ("auth/token", "auth/refresh", "auth/logout", "me"))


def browser() -> APIClient:
    client = APIClient(HTTP_ACCEPT_LANGUAGE="en")
    client.default_format = "json"
    return client


def sign_in(client: APIClient, username: str = "cashier", password: str = PASSWORD):
    return client.post(TOKEN, {"username": username, "password": password}, format="json")


def bearer(answer) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {answer.json()['access']}"}


def test_sign_in_gives_a_token_of_five_minutes_and_says_who_one_is(cashier, branch):
    answer = sign_in(browser())
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    claims = AccessToken(answer.json()["access"]).payload
    assert claims["exp"] - claims["iat"] == 300
    user = answer.json()["user"]
    assert (user["roles"], user["branch"]["code"]) == (["cashier"], "STN")
    assert "password" not in str(claims)


def test_the_refresh_cookie_is_out_of_reach_of_scripts_and_other_sites(cashier):
    cookie = sign_in(browser()).cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/api/v1/auth/"
    secure = browser().post(TOKEN, {"username": "cashier", "password": PASSWORD}, format="json", secure=True)
    assert secure.cookies[COOKIE]["secure"]


def test_the_user_name_counts_in_any_case(cashier):
    assert sign_in(browser(), "CaShIeR").status_code == 200


def test_wrong_name_and_wrong_password_get_the_same_answer(cashier):
    wrong, unknown = sign_in(browser(), password="x"), sign_in(browser(), username="nobody", password="x")
    bodies = [{k: v for k, v in answer.json().items() if k != "request_id"} for answer in (wrong, unknown)]
    assert wrong.status_code == unknown.status_code == 401
    assert bodies[0] == bodies[1]
    assert bodies[0]["code"] == "access.wrong_password"
    assert not AuthSession.objects.exists()


def test_guessing_costs_a_longer_and_longer_wait(cashier):
    with freeze_time(timezone.now()) as clock:
        for _ in range(5):
            assert sign_in(browser(), password="x").status_code == 401
        refused = sign_in(browser())  # even the right password waits
        assert refused.status_code == 429
        assert refused.json()["code"] == "access.too_many_attempts"
        first = refused.json()["wait_seconds"]
        assert refused.headers["Retry-After"] == str(first)
        clock.tick(timedelta(seconds=first))
        assert sign_in(browser(), password="x").status_code == 401
        assert sign_in(browser()).json()["wait_seconds"] > first
        clock.tick(timedelta(minutes=15))
        assert sign_in(browser()).status_code == 200
        assert not LoginThrottle.objects.filter(subject__startswith="pair:").exists()


def test_guessing_from_many_addresses_is_braked_by_name(cashier):
    for place in range(20):
        client = browser()
        client.post(TOKEN, {"username": "cashier", "password": "x"}, format="json", REMOTE_ADDR=f"10.0.0.{place}")
    assert sign_in(browser()).status_code == 429


def test_no_token_a_bad_token_and_an_old_token_are_told_apart(api, cashier):
    client = browser()
    assert client.get(ME).json()["code"] == "access.not_signed_in"
    assert client.get(ME, HTTP_AUTHORIZATION="Bearer nonsense").json()["code"] == "access.not_signed_in"
    assert client.get(ME, HTTP_AUTHORIZATION="Basic Y2FzaGllcjp4").json()["code"] == "access.not_signed_in"
    answer = sign_in(client)
    with freeze_time(timezone.now() + timedelta(minutes=5, seconds=1)):
        old = client.get(ME, **bearer(answer))
    assert (old.status_code, old.json()["code"]) == (401, "access.token_expired")
    assert old.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_with_a_changed_signature_is_refused(cashier):
    client = browser()
    head, body, signature = sign_in(client).json()["access"].split(".")
    forged = f"{head}.{body}.{signature[:-3]}{'abc' if signature[-3:] != 'abc' else 'xyz'}"
    assert client.get(ME, HTTP_AUTHORIZATION=f"Bearer {forged}").status_code == 401


def test_an_unsigned_token_is_refused(cashier):
    import jwt

    payload = AccessToken(sign_in(browser()).json()["access"]).payload
    unsigned = jwt.encode(payload, key=None, algorithm="none")
    assert browser().get(ME, HTTP_AUTHORIZATION=f"Bearer {unsigned}").status_code == 401


def test_refresh_rotates_the_secret(cashier):
    client = browser()
    first = sign_in(client).cookies[COOKIE].value
    answer = client.post(REFRESH)
    assert answer.status_code == 200
    assert answer.cookies[COOKIE].value != first
    assert client.get(ME, **bearer(answer)).status_code == 200
    assert client.post(REFRESH).status_code == 200


def test_a_used_secret_kills_the_whole_family(cashier):
    victim, thief = browser(), browser()
    stolen = sign_in(victim).cookies[COOKIE].value
    newest = victim.post(REFRESH)
    thief.cookies[COOKIE] = stolen
    reused = thief.post(REFRESH)
    assert (reused.status_code, reused.json()["code"]) == (401, "access.session_ended")
    assert victim.get(ME, **bearer(newest)).json()["code"] == "access.session_ended"
    assert victim.post(REFRESH).json()["code"] == "access.session_ended"
    assert AuthSession.objects.get().ended_by == AuthSession.End.REUSED


@pytest.mark.parametrize("cookie", ["", "nonsense", "00000000000000000000000000000000.secret"])
def test_refresh_without_a_known_secret_is_refused(db, cookie):
    client = browser()
    client.cookies[COOKIE] = cookie
    assert client.post(REFRESH).status_code == 401


def test_logout_bites_at_once(cashier):
    client = browser()
    answer = sign_in(client)
    assert client.get(ME, **bearer(answer)).status_code == 200
    gone = client.post(LOGOUT, **bearer(answer))
    assert gone.status_code == 204
    assert gone.cookies[COOKIE].value == ""
    assert client.get(ME, **bearer(answer)).json()["code"] == "access.session_ended"


def test_logout_by_cookie_alone_and_twice(cashier):
    client = browser()
    sign_in(client)
    assert client.post(LOGOUT).status_code == 204
    assert AuthSession.objects.get().ended_at is not None
    assert client.post(LOGOUT).status_code == 204


def test_logout_with_an_expired_token_still_ends_the_session(cashier):
    answer = sign_in(browser())
    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert browser().post(LOGOUT, **bearer(answer)).status_code == 204
    assert AuthSession.objects.get().ended_by == AuthSession.End.LOGGED_OUT


def test_logout_with_a_forged_token_ends_nothing(cashier):
    head, body, _signature = sign_in(browser()).json()["access"].split(".")
    assert browser().post(LOGOUT, HTTP_AUTHORIZATION=f"Bearer {head}.{body}.AAAA").status_code == 204
    assert AuthSession.objects.get().ended_at is None


def test_a_change_of_roles_bites_at_once(cashier, branch):
    client = browser()
    answer = sign_in(client)
    assert client.get("/api/v1/access/users/", **bearer(answer)).status_code == 403
    cashier.roles.set([Role.objects.get(code="administrator")])
    assert client.get("/api/v1/access/users/", **bearer(answer)).status_code == 200
    cashier.roles.set([])
    assert client.get("/api/v1/access/users/", **bearer(answer)).status_code == 403


def test_deactivation_bites_at_once(cashier, administrator, at):
    client = browser()
    answer = sign_in(client)
    deactivate_user(user_id=cashier.pk, by=administrator, at=at)
    assert client.get(ME, **bearer(answer)).status_code == 401
    assert client.post(REFRESH).status_code == 401
    assert sign_in(client).status_code == 401


def test_an_idle_session_is_over(cashier):
    client = browser()
    sign_in(client)
    AuthSession.objects.update(idle_at=timezone.now() - timedelta(seconds=1))
    assert client.post(REFRESH).json()["code"] == "access.session_ended"


def test_answers_of_sign_in_are_in_the_callers_language(cashier):
    answer = browser().post(TOKEN, {"username": "cashier", "password": "x"}, format="json", HTTP_ACCEPT_LANGUAGE="th")
    assert answer.json()["title"] == "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"


def test_a_signed_in_request_costs_one_query(api, cashier, django_assert_num_queries):
    caller = api(cashier)
    caller.get(ME)
    with django_assert_num_queries(1):
        assert caller.get("/api/v1/access/users/").status_code == 403


def test_me_tells_and_keeps_the_language(api, cashier, branch, other_branch):
    caller = api(cashier)
    assert caller.patch(ME, {"language": "en"}).json()["language"] == "en"
    assert caller.get(ME).json()["language"] == "en"
    assert caller.patch(ME, {"language": "de"}).status_code == 422


def test_the_branch_header_names_a_branch_of_ones_own(api, cashier, branch, other_branch):
    caller = api(cashier)
    assert caller.get(ME, HTTP_X_BRANCH=str(branch.pk)).json()["branch"]["id"] == branch.pk
    refused = caller.get(ME, HTTP_X_BRANCH=str(other_branch.pk))
    assert (refused.status_code, refused.json()["code"]) == (403, "access.not_your_branch")
    assert caller.get(ME, HTTP_X_BRANCH="x").status_code == 403


def test_a_new_password_ends_the_other_logins(api, cashier):
    here, elsewhere = api(cashier), api(cashier)
    wrong = here.post("/api/v1/me/password/", {"current": "x", "password": "quite another phrase"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "current")
    weak = here.post("/api/v1/me/password/", {"current": PASSWORD, "password": "password"})
    assert (weak.status_code, weak.json()["code"]) == (422, "access.user.weak_password")
    done = here.post("/api/v1/me/password/", {"current": PASSWORD, "password": "quite another phrase"})
    assert done.status_code == 204
    assert here.get(ME).status_code == 200
    assert elsewhere.get(ME).json()["code"] == "access.session_ended"
    assert sign_in(browser(), password="quite another phrase").status_code == 200
