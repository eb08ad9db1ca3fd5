"""A question's life."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.commissions.models import CommissionQuestion, QuestionState


class CommissionQuestionMachine(Machine[CommissionQuestion]):
    """asked → answered."""

    births = (QuestionState.ASKED,)

    @transition(source=QuestionState.ASKED, target=QuestionState.ANSWERED, label=_("Answer"))
    def answer(self, *, at: datetime, answerer: Any, text: str) -> None:
        """Say how it was computed, or what will be put right."""
        self.record.answer = text
        self.record.answered_by = answerer
        self.record.answered_at = at
