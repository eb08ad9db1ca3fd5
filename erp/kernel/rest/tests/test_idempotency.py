"""The same key and body is answered once, with the same bytes; anything else is refused."""

from threading import Barrier, Thread
from time import monotonic

import pytest
from django.db import connection, connections
from django.test import override_settings

from erp.kernel.access.models import Branch, Company, Staff, UserBranch
from erp.kernel.access.services.save_user import create_user
from erp.kernel.rest.models import IdempotencyKey
from erp.kernel.rest.tests import doors

SLOW = "/api/shop/slow/"


@pytest.mark.usefixtures("shop")
class TestOneAfterTheOther:
    def test_the_same_request_gets_the_same_bytes(self, api, doctor):
        caller = api(doctor)
        first = caller.post(SLOW, {"n": 1}, HTTP_IDEMPOTENCY_KEY="key-1")
        again = caller.post(SLOW, {"n": 1}, HTTP_IDEMPOTENCY_KEY="key-1")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.content == again.content
        assert again.headers["Content-Type"] == first.headers["Content-Type"] == "application/json"
        assert again.headers["Idempotency-Replayed"] == "true"
        assert Company.objects.filter(name="made 1").count() == 1

    def test_etag_and_location_come_again_too(self, api, doctor, branch):
        caller = api(doctor)
        first, again = (caller.post("/api/shop/staff/", {"name": "Fah"}, HTTP_IDEMPOTENCY_KEY="k") for _ in range(2))
        assert (again.headers["ETag"], again.headers["Location"]) == (first.headers["ETag"], first.headers["Location"])
        assert Staff.objects.count() == 1

    def test_another_body_under_the_same_key_is_refused(self, api, doctor):
        caller = api(doctor)
        caller.post(SLOW, {"n": 1}, HTTP_IDEMPOTENCY_KEY="key-1")
        other = caller.post(SLOW, {"n": 2}, HTTP_IDEMPOTENCY_KEY="key-1")
        assert (other.status_code, other.json()["code"]) == (422, "rest.idempotency_key_reused")
        assert not Company.objects.filter(name="made 2").exists()

    def test_keys_are_each_persons_and_each_addresss_own(self, api, doctor, cashier):
        answers = [
            api(doctor).post(SLOW, {"n": 1}, HTTP_IDEMPOTENCY_KEY="k"),
            api(cashier).post(SLOW, {"n": 1}, HTTP_IDEMPOTENCY_KEY="k"),
            api(doctor).post("/api/shop/companies/", {"name": "made 1"}, HTTP_IDEMPOTENCY_KEY="k"),
        ]
        assert [answer.status_code for answer in answers] == [201, 201, 201]
        assert Company.objects.filter(name="made 1").count() == 3

    def test_a_refusal_is_not_kept(self, api, doctor, people):
        caller, url = api(doctor), f"/api/shop/staff/{people[0].pk}/rename/"
        assert caller.post(url, {"nickname": "never"}, HTTP_IDEMPOTENCY_KEY="k").status_code == 409
        assert not IdempotencyKey.objects.filter(key="k").exists()
        assert caller.post(url, {"nickname": "Lee"}, HTTP_IDEMPOTENCY_KEY="k").status_code == 200

    def test_a_verb_that_moves_money_insists(self, api, doctor, people):
        refused = api(doctor).post(
            f"/api/shop/staff/{people[0].pk}/rename/", {"nickname": "x"}, HTTP_IDEMPOTENCY_KEY=None
        )
        assert refused.status_code == 400
        assert refused.json()["code"] in ("rest.idempotency_key_required", "rest.idempotency_key_malformed")

    @pytest.mark.parametrize("key", ["", "x" * 129, "a\x01b"])
    def test_a_malformed_key_is_refused(self, api, doctor, key):
        refused = api(doctor).post(SLOW, {"n": 1}, HTTP_IDEMPOTENCY_KEY=key)
        assert (refused.status_code, refused.json()["code"]) == (400, "rest.idempotency_key_malformed")

    def test_a_stored_answer_needs_the_right_still(self, api, doctor):
        caller = api(doctor)
        caller.post("/api/shop/companies/", {"name": "x"}, HTTP_IDEMPOTENCY_KEY="k")
        doctor.roles.clear()
        assert caller.post("/api/shop/companies/", {"name": "x"}, HTTP_IDEMPOTENCY_KEY="k").status_code == 403


@pytest.fixture
def crowd(committed_db, django_db_blocker, at, api):
    """A committed database with one signed-in doctor, and `ask(n, body, key)`: n requests at the same moment."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="erp.kernel.rest.tests.doors"):
        branch = Branch.objects.create(code="STN", name="S", company=Company.objects.create(name="C"))
        doctor = create_user(
            username="doctor", display_name="D", password="a phrase nobody guesses", roles=["doctor"],
            branches=[branch.pk], by=None, at=at,
        )  # fmt: skip
        doors.CALLS.clear()
        assert UserBranch.objects.count() == 1
        token = api(doctor)._credentials["HTTP_AUTHORIZATION"]

        def ask(bodies, key="k"):
            start, answers = Barrier(len(bodies)), []

            def one(body):
                caller = api()
                caller.credentials(HTTP_AUTHORIZATION=token, HTTP_ACCEPT_LANGUAGE="en")
                try:
                    start.wait()
                    answers.append(caller.post(SLOW, body, HTTP_IDEMPOTENCY_KEY=key))
                finally:
                    connection.close()

            threads = [Thread(target=one, args=(body,)) for body in bodies]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return answers

        yield ask
        connections.close_all()


@pytest.mark.slow
def test_sixteen_at_once_have_one_effect_and_the_same_bytes(crowd):
    answers = crowd([{"n": 1, "seconds": 0.3}] * 16)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert doors.CALLS == ["1"]
    assert Company.objects.filter(name="made 1").count() == 1


@pytest.mark.slow
def test_one_key_with_two_bodies_at_once_is_answered_once(crowd):
    answers = crowd([{"n": 1, "seconds": 0.3}, {"n": 2, "seconds": 0.3}])
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    assert Company.objects.filter(name__startswith="made").count() == 1


@pytest.mark.slow
def test_who_waits_longer_than_five_seconds_is_told_to_come_again(crowd):
    began = monotonic()
    answers = crowd([{"n": 1, "seconds": 6.5}] * 2)
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert (late.json()["code"], late.headers["Retry-After"]) == ("rest.idempotency_key_in_flight", "1")
    assert monotonic() - began < 12
    assert doors.CALLS == ["1"]
