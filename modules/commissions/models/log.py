"""What was earned, line by line, and why."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import User
from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.commissions.models.plan import CommissionPlan
from modules.commissions.models.settlement import CommissionSettlement

KEPT = (
    "kind",
    "staff_id",
    "branch_id",
    "plan_id",
    "month_on",
    "business_on",
    "event_id",
    "cause",
    "document",
    "base",
    "amount",
    "by_tiers",
    "steps",
)


class CommissionMonth(models.Model):
    """The row that a computation locks: one person, one plan edition, one calendar month. It holds no sums."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE"})  # UPDATE: to lock the row

    staff = models.ForeignKey("access.Staff", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(CommissionPlan, on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField()  # the first of the month

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "plan", "month_on"], name="commissions_month_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.month_on:%Y-%m}"


class CommissionLog(Record):
    """One amount earned (or taken back) by one person through one cause; amounts never change."""

    class State(models.TextChoices):
        ACCRUED = "accrued", _("Accrued")
        APPROVED = "approved", _("Approved")
        SETTLED = "settled", _("Settled")

    class Kind(models.TextChoices):
        ACCRUAL = "accrual", _("Accrual")
        DIFFERENCE = "difference", _("Tier difference")
        CLAW_BACK = "claw_back", _("Claw-back")

    state = StateField(_("state"), choices=State.choices, default=State.ACCRUED)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    staff = models.ForeignKey("access.Staff", verbose_name=_("person"), on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey("access.Branch", verbose_name=_("branch"), on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(CommissionPlan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField(_("month"))
    business_on = models.DateField(_("day"))
    occurred_at = models.DateTimeField(_("occurred"))
    event_id = models.UUIDField(_("event"))
    cause = models.CharField(_("cause"), max_length=80)  # "sales.order_line:7"
    document = models.CharField(_("document"), max_length=80, db_index=True)  # "sales.order:15"
    title = models.CharField(_("for"), max_length=200)
    base = models.DecimalField(_("base"), max_digits=14, decimal_places=2)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    by_tiers = models.BooleanField(_("by tiers"), default=True)
    steps = models.JSONField(_("steps"), default=list)
    settlement = models.ForeignKey(
        CommissionSettlement,
        verbose_name=_("Settlement"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="logs",
    )

    class Meta:
        verbose_name = _("commission")
        indexes = [models.Index(fields=["staff", "plan", "month_on"], name="commissions_log_month")]
        constraints = [
            models.UniqueConstraint(fields=["event_id", "cause", "staff", "kind"], name="commissions_log_once"),
            models.CheckConstraint(
                condition=~Q(kind="claw_back") | Q(amount__lte=0, base__lte=0), name="commissions_claw_back_takes"
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(settlement__isnull=False), name="commissions_settled_by_a_settlement"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="amounts_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)),
                func="""
                    RAISE EXCEPTION 'what was computed is kept; a change is a row of its own'
                    USING ERRCODE = '23514', CONSTRAINT = 'commissions_amounts_kept';
                """,
            ),
            pgtrigger.Trigger(
                name="settled_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state = 'settled'"),
                func="""
                    RAISE EXCEPTION 'what was settled is final; a claw-back is a row of its own'
                    USING ERRCODE = '23514', CONSTRAINT = 'commissions_settled_is_final';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.amount}"

    @classmethod
    def owned_by(cls, user: User) -> Q:
        """A person's own earnings."""
        query: Any = Q(staff__user=user)
        return query
