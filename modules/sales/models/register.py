"""Tills and the shifts worked at them."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact, Record
from erp.kernel.machines.fields import StateField


class Register(Record):
    """A till with a drawer. Its code opens the numbers of its receipts."""

    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("Code"), max_length=8)
    name = models.CharField(_("Name"), max_length=60)
    name_th = models.CharField(_("Name in Thai"), max_length=60, blank=True)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta:
        verbose_name = _("Register")
        verbose_name_plural = _("Registers")
        ordering = ("branch_id", "code")
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="sales_register_code_once")]

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name


class SessionState(models.TextChoices):
    OPENING = "opening", _("Opening")
    OPEN = "open", _("Open")
    COUNTING = "counting", _("Counting")
    CLOSED = "closed", _("Closed")


class RegisterSession(Record):
    """A shift at a register: from the float to the blind count. Totals are computed, never kept."""

    register = models.ForeignKey(Register, verbose_name=_("Register"), on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    business_on = models.DateField(_("Business day"))
    state = StateField(_("State"), choices=SessionState.choices, default=SessionState.OPENING)
    float_amount = models.DecimalField(_("Float"), max_digits=12, decimal_places=2)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Opened by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("Opened at"))
    counted = models.DecimalField(_("Counted"), max_digits=12, decimal_places=2, null=True, blank=True)
    expected = models.DecimalField(_("Expected"), max_digits=12, decimal_places=2, null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Closed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    close_reason = models.CharField(_("Reason of the difference"), max_length=200, blank=True)
    number = models.CharField(_("Z number"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("Register session")
        verbose_name_plural = _("Register sessions")
        ordering = ("-opened_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["register"], condition=~Q(state=SessionState.CLOSED), name="sales_session_one_open"
            ),
            models.CheckConstraint(condition=Q(float_amount__gte=0), name="sales_session_float_not_negative"),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CLOSED) | Q(counted__isnull=False, expected__isnull=False),
                name="sales_session_closed_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.register} {self.business_on:%Y-%m-%d}"

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """A cashier's own shift."""
        return Q(opened_by=user)

    @property
    def over_short(self) -> Decimal | None:
        """Counted less expected; nothing before the close."""
        if self.counted is None or self.expected is None:
            return None
        return self.counted - self.expected


class CashMovement(Fact):
    """Cash put into the drawer or taken to the safe during a shift."""

    class Direction(models.TextChoices):
        IN = "in", _("Cash in")
        OUT = "out", _("Cash out")

    branch_path = "session__branch_id"

    session = models.ForeignKey(
        RegisterSession, verbose_name=_("Session"), on_delete=models.PROTECT, related_name="movements"
    )
    direction = models.CharField(_("Direction"), max_length=4, choices=Direction.choices)
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=2)
    reason = models.CharField(_("Reason"), max_length=200)
    moved_at = models.DateTimeField(_("Moved at"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Cash movement")
        verbose_name_plural = _("Cash movements")
        ordering = ("-id",)
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="sales_cash_positive")]

    def __str__(self) -> str:
        return f"{self.direction} {self.amount}"


class CountLine(Fact):
    """So many pieces of a coin or note, as counted blind. A recount is a further `attempt`."""

    branch_path = "session__branch_id"

    session = models.ForeignKey(
        RegisterSession, verbose_name=_("Session"), on_delete=models.PROTECT, related_name="count_lines"
    )
    attempt = models.PositiveSmallIntegerField(_("Attempt"), default=1)
    denomination = models.DecimalField(_("Denomination"), max_digits=8, decimal_places=2)
    pieces = models.PositiveIntegerField(_("Pieces"))

    class Meta:
        verbose_name = _("Count")
        verbose_name_plural = _("Counts")
        ordering = ("session_id", "attempt", "-denomination")
        constraints = [
            models.CheckConstraint(condition=Q(denomination__gt=0), name="sales_count_denomination_positive"),
            models.UniqueConstraint(fields=["session", "attempt", "denomination"], name="sales_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.denomination} × {self.pieces}"
