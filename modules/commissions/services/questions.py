"""Ask about a line of one's statement; answer."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.machines.gate import born, fire
from erp.kernel.realtime.announce import announce
from modules.commissions.errors import QuestionOpen
from modules.commissions.models import CommissionLog, CommissionQuestion, QuestionState

NOUN = "commissions.commission_question"


def ask_about_commission(*, commission_log_id: int, text: str, by: Any, at: datetime) -> CommissionLog:
    """Ask. The caller holds the transaction. Raises Missing, Invalid for no words, or QuestionOpen."""
    log = CommissionLog.objects.select_for_update().filter(pk=commission_log_id).first()
    if log is None:
        raise Missing()
    asked = CommissionQuestion.objects.filter(log=log, state=QuestionState.ASKED).first()
    if asked is not None:
        raise QuestionOpen(question=asked.pk)
    question = CommissionQuestion(log=log, text=_words(text, "text"), asked_by=by, asked_at=at)
    born(question, by=by, at=at)
    announce(NOUN, question.pk, question.version, branch_id=log.branch_id)
    return log


def answer_question(*, commission_question_id: int, answer: str, by: Any, at: datetime) -> CommissionQuestion:
    """Answer. Raises Missing, Invalid for no words, NotNow or NotAllowed."""
    question = CommissionQuestion.objects.select_for_update(of=("self",)).filter(pk=commission_question_id).first()
    if question is None:
        raise Missing()
    fire(question, "answer", by=by, at=at, answerer=by, text=_words(answer, "answer"))
    announce(NOUN, question.pk, question.version, branch_id=question.log.branch_id)
    return question


def _words(text: str, field: str) -> str:
    if not text.strip():
        raise Invalid(_("Say it in words."), field=field, code="commissions.question.empty")
    return text.strip()
