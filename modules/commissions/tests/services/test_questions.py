"""A line of a statement is asked about by whose it is, and answered by who may."""

import pytest
from django.db import IntegrityError, connection, transaction

from erp.kernel.access.models import Staff
from erp.kernel.documents.refusals import Invalid, NotNow
from modules.commissions.errors import QuestionOpen
from modules.commissions.models import CommissionLog, CommissionQuestion
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.questions import answer_question, ask_about_commission

C = "/api/v1/commissions"


@pytest.fixture
def therapist_staff(therapist, branch):
    return Staff.objects.create(name="Therapist", branch=branch, kind="therapist", user=therapist)


@pytest.fixture
def log(therapist_staff, cause_of, at):
    calculate_commission(cause=cause_of(("1000.00", [(therapist_staff, "100")])), at=at)
    return CommissionLog.objects.get()


@pytest.fixture
def others_log(staff_of, cause_of, at):
    calculate_commission(cause=cause_of(("1000.00", [(staff_of("Other"), "100")]), order=2), at=at)
    return CommissionLog.objects.get(staff__name="Other")


def test_a_question_is_asked_answered_and_asked_again(log, therapist, manager, at):
    ask_about_commission(commission_log_id=log.pk, text=" Why 5 %? ", by=therapist, at=at)
    question = CommissionQuestion.objects.get()
    assert (question.state, question.text, question.asked_by) == ("asked", "Why 5 %?", therapist)
    with pytest.raises(QuestionOpen):
        ask_about_commission(commission_log_id=log.pk, text="And?", by=therapist, at=at)
    answer_question(commission_question_id=question.pk, answer="The first tier.", by=manager, at=at)
    question.refresh_from_db()
    assert (question.state, question.answer, question.answered_by) == ("answered", "The first tier.", manager)
    with pytest.raises(NotNow):
        answer_question(commission_question_id=question.pk, answer="Again", by=manager, at=at)
    ask_about_commission(commission_log_id=log.pk, text="Since when?", by=therapist, at=at)
    assert CommissionQuestion.objects.count() == 2


@pytest.mark.parametrize("words", ["", "   "])
def test_words_are_wanted(log, therapist, manager, at, words):
    with pytest.raises(Invalid) as refusal:
        ask_about_commission(commission_log_id=log.pk, text=words, by=therapist, at=at)
    assert refusal.value.field == "text"
    ask_about_commission(commission_log_id=log.pk, text="Why?", by=therapist, at=at)
    with pytest.raises(Invalid) as refusal:
        answer_question(commission_question_id=CommissionQuestion.objects.get().pk, answer=words, by=manager, at=at)
    assert refusal.value.field == "answer"


def test_the_doors_show_each_her_own(log, others_log, therapist, manager, api, at):
    mine = api(therapist)
    statement = mine.get(f"{C}/statement/?month=2026-11").json()
    assert [line["questions"] for line in statement["lines"]] == [[]]
    assert mine.post(f"{C}/logs/{log.pk}/ask/", {"text": "Why?"}).status_code == 200
    assert mine.post(f"{C}/logs/{log.pk}/ask/", {"text": "Why?"}).status_code == 409
    assert mine.post(f"{C}/logs/{others_log.pk}/ask/", {"text": "Why?"}).status_code == 404
    (question,) = mine.get(f"{C}/questions/").json()["results"]
    assert mine.post(f"{C}/questions/{question['id']}/answer/", {"answer": "So."}).status_code == 403
    answered = api(manager).post(f"{C}/questions/{question['id']}/answer/", {"answer": "The first tier."})
    assert (answered.status_code, answered.json()["state"]) == (200, "answered")
    (line,) = mine.get(f"{C}/statement/?month=2026-11").json()["lines"]
    assert [(one["text"], one["answer"], one["asked_by"]) for one in line["questions"]] == [
        ("Why?", "The first tier.", str(therapist)),
    ]  # fmt: skip


def test_a_line_says_whether_it_can_be_asked_about(log, therapist, api, at):
    named = [action["name"] for action in api(therapist).get(f"{C}/logs/{log.pk}/").json()["_actions"]]
    assert "ask" in named
    ask_about_commission(commission_log_id=log.pk, text="Why?", by=therapist, at=at)
    named = [action["name"] for action in api(therapist).get(f"{C}/logs/{log.pk}/").json()["_actions"]]
    assert "ask" not in named


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("SET answer = 'x'", "commissions_question_answered_by_somebody"),
        ("SET state = 'answered'", "commissions_question_answered_by_somebody"),
        ("SET text = ''", "commissions_question_says_something"),
    ],
)
def test_postgresql_holds_the_shape(log, therapist, at, change, rule):
    ask_about_commission(commission_log_id=log.pk, text="Why?", by=therapist, at=at)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE commissions_commissionquestion {change}")
    assert refusal.value.__cause__.diag.constraint_name == rule
