"""Doors of commissions."""

from django.db.models import QuerySet
from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.commissions.models import CommissionLog, CommissionPlan, CommissionRule, CommissionTier
from modules.commissions.selectors.explanation import explanation
from modules.commissions.services.approve_commission_log import approve_commission_log


class CommissionLogSerializer(RecordSerializer[CommissionLog]):
    """A log with the steps of its computation, as values and as sentences."""

    explanation = serializers.SerializerMethodField()

    class Meta:
        model = CommissionLog
        fields = (
            "state", "kind", "staff", "branch", "plan", "month_on", "business_on", "occurred_at", "cause", "document",
            "title", "base", "amount", "by_tiers", "steps",
            "explanation",
        )  # fmt: skip
        read_only_fields = fields

    def get_explanation(self, log: CommissionLog) -> list[str]:
        """In the reader's language."""
        return explanation(log)


class CommissionLogView(RecordView):
    """Statements: a person's own, a branch's, or everybody's, by right."""

    model = CommissionLog
    serializer = CommissionLogSerializer
    search_fields = ("title", "document", "staff__name", "staff__name_th")
    creates = False
    updates = False
    verbs = {"approve": Verb(service=approve_commission_log)}

    def queryset(self) -> QuerySet[CommissionLog]:
        """With the names that a row shows."""
        return CommissionLog.objects.select_related("staff", "plan", "branch")


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
