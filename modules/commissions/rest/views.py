"""Doors of commissions."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.commissions.models import (
    CommissionLog,
    CommissionPlan,
    CommissionQuestion,
    CommissionRule,
    CommissionSettlement,
    CommissionTier,
)
from modules.commissions.selectors.explanation import explanation
from modules.commissions.selectors.statement import has_no_open_question
from modules.commissions.services.approve_commission_log import approve_commission_log
from modules.commissions.services.decide_settlement import (
    approve_commission_settlement,
    pay_commission_settlement,
    refuse_commission_settlement,
)
from modules.commissions.services.questions import answer_question, ask_about_commission
from modules.commissions.services.submit_settlement import submit_settlement


class CommissionLogSerializer(RecordSerializer[CommissionLog]):
    """A log with the steps of its computation, as values and as sentences."""

    explanation = serializers.SerializerMethodField()

    class Meta:
        model = CommissionLog
        fields = (
            "state", "kind", "staff", "branch", "plan", "month_on", "business_on", "occurred_at", "cause", "document",
            "title", "base", "amount", "by_tiers", "steps", "settlement",
            "explanation",
        )  # fmt: skip
        read_only_fields = fields

    def get_explanation(self, log: CommissionLog) -> list[str]:
        """In the reader's language."""
        return explanation(log)


class AskBody(serializers.Serializer[Any]):
    """A question."""

    text = serializers.CharField(max_length=500, label=_("Question"))


class AnswerBody(serializers.Serializer[Any]):
    """Its answer."""

    answer = serializers.CharField(max_length=1000, label=_("Answer"))


class CommissionQuestionView(RecordView):
    """Questions about lines: a person's own, a branch's, or everybody's, by right."""

    model = CommissionQuestion
    search_fields = ("text", "log__title", "log__staff__name", "log__staff__name_th")
    creates = False
    updates = False
    verbs = {"answer": Verb(service=answer_question, body=AnswerBody)}


class CommissionLogView(RecordView):
    """Statements: a person's own, a branch's, or everybody's, by right."""

    model = CommissionLog
    serializer = CommissionLogSerializer
    search_fields = ("title", "document", "staff__name", "staff__name_th")
    creates = False
    updates = False
    verbs = {
        "approve": Verb(service=approve_commission_log),
        "ask": Verb(service=ask_about_commission, body=AskBody, label=_("Ask"), offered=has_no_open_question),
    }

    def queryset(self) -> QuerySet[CommissionLog]:
        """With the names that a row shows."""
        return CommissionLog.objects.select_related("staff", "plan", "branch")


class CommissionSettlementSerializer(RecordSerializer[CommissionSettlement]):
    """A day is all that is asked; the rest is worked out."""

    class Meta:
        model = CommissionSettlement
        fields = (
            "number", "state", "branch", "until_on", "people", "amount", "submitted_by", "submitted_at", "decided_by",
            "decided_at", "settled_on", "paid_on", "reason",
        )  # fmt: skip
        read_only_fields = tuple(name for name in fields if name != "until_on")


class ReasonBody(serializers.Serializer[Any]):
    """Why not."""

    reason = serializers.CharField(max_length=200, label=_("Reason"))


class CommissionSettlementView(RecordView):
    """Batches: creating one submits it."""

    model = CommissionSettlement
    serializer = CommissionSettlementSerializer
    search_fields = ("number",)
    create_service = submit_settlement
    updates = False
    verbs = {
        "approve": Verb(service=approve_commission_settlement, money=True),
        "refuse": Verb(service=refuse_commission_settlement, body=ReasonBody),
        "pay": Verb(service=pay_commission_settlement, money=True),
    }


class CommissionPlanView(RecordView):
    """Editions of plans."""

    model = CommissionPlan
    search_fields = ("code", "title", "title_th")


class CommissionTierView(RecordView):
    """Tiers of an edition."""

    model = CommissionTier


class CommissionRuleView(RecordView):
    """Exceptions of an edition."""

    model = CommissionRule
    search_fields = ("matches",)
