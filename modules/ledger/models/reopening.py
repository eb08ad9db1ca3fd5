"""A wish to open the books again: a closed period, or days before the lock."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.fields import Xid8Field
from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField
from modules.ledger.models.period import Period


class ReopeningKind(models.TextChoices):
    PERIOD = "period", _("Reopen a period")
    LOCK = "lock", _("Move the lock back")


class ReopeningState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Reopening(Record):
    """Asked for by one, decided by another: the database sees to it.

    `decided_xid` is written by the database alone, when it is approved: only that transaction may open what is named.
    """

    kind = models.CharField(_("What"), max_length=8, choices=ReopeningKind.choices)
    period = models.ForeignKey(
        Period, verbose_name=_("Period"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    locked_until = models.DateField(_("Locked up to"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200)
    state = StateField(_("State"), choices=ReopeningState.choices, default=ReopeningState.REQUESTED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Requested by"), on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(_("Requested at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    decision_reason = models.CharField(_("Reason of the decision"), max_length=1000, blank=True)
    decided_xid = Xid8Field(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Reopening")
        verbose_name_plural = _("Reopenings")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ReopeningKind.PERIOD, period__isnull=False, locked_until__isnull=True)
                | Q(kind=ReopeningKind.LOCK, period__isnull=True),
                name="ledger_reopening_says_what",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ledger_reopening_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("requested_by"))),
                name="ledger_reopening_approver_is_another",
            ),
            models.UniqueConstraint(
                fields=["period"], condition=Q(state=ReopeningState.REQUESTED), name="ledger_reopening_one_a_period"
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state=ReopeningState.REQUESTED, kind=ReopeningKind.LOCK),
                name="ledger_reopening_one_of_the_lock",
            ),
        ]

    def __str__(self) -> str:
        if self.period is not None:
            return _now("Reopen %(period)s") % {"period": self.period.name}
        day = self.locked_until.isoformat() if self.locked_until else "—"
        return _now("Lock up to %(day)s") % {"day": day}

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """What one asked for."""
        return Q(requested_by=user)
