"""What somebody asks about a line of her statement, and what she is answered."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.commissions.models.log import CommissionLog


class QuestionState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered")


class CommissionQuestion(Record):
    """One question about one commission; a line has one open at a time."""

    branch_path: ClassVar[str] = "log__branch_id"

    state = StateField(_("State"), choices=QuestionState.choices, default=QuestionState.ASKED)
    log = models.ForeignKey(
        CommissionLog, verbose_name=_("commission"), on_delete=models.PROTECT, related_name="questions"
    )
    text = models.CharField(_("Question"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Asked by"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("Asked at"))
    answer = models.CharField(_("Answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Answered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Question about a commission")
        verbose_name_plural = _("Questions about commissions")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["log"], condition=Q(state=QuestionState.ASKED), name="commissions_question_one_open"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="commissions_question_says_something"),
            models.CheckConstraint(
                condition=Q(state=QuestionState.ASKED, answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (
                    Q(state=QuestionState.ANSWERED, answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="commissions_question_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def owned_by(cls, user: User) -> Q:
        """About a person's own earnings."""
        query: Any = Q(log__staff__user=user)
        return query
