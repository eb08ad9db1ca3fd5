"""A bill's life."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, transition
from modules.sales.models import Order, OrderState
from modules.sales.policies import may_refund, may_take_payment

UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


class OrderMachine(Machine[Order]):
    """draft → awaiting_payment → paid → partly_refunded → refunded, voided; checkout gives birth to paid ones."""

    births = (OrderState.DRAFT, OrderState.PAID)

    @transition(source=UNPAID, target=OrderState.PAID, permission=may_take_payment, label=_("Pay"), hidden=True)
    def pay(self, *, at: datetime) -> None:
        """Take the payment."""
        self.record.paid_at = at

    @transition(source=UNPAID, target=OrderState.AWAITING_PAYMENT, label=_("Hold"))
    def hold(self, *, at: datetime, note: str = "") -> None:
        """Park it for later; held bills survive shifts."""
        self.record.note = note or self.record.note

    @transition(source=OrderState.PAID, target=OrderState.VOIDED, label=_("Void"))
    def void(self, *, at: datetime, reason: str) -> None:
        """Undo a wrong sale in its session; the number is kept."""
        self.record.voided_at = at
        self.record.void_reason = reason

    @transition(source=UNPAID, target=OrderState.VOIDED, label=_("Drop"))
    def drop(self, *, at: datetime, reason: str = "") -> None:
        """Nobody will pay it; it has no number yet."""
        self.record.voided_at = at
        self.record.void_reason = reason

    @transition(
        source=(OrderState.PAID, OrderState.PARTLY_REFUNDED),
        target=OrderState.PARTLY_REFUNDED,
        permission=may_refund,
        label=_("Refund in part"),
        hidden=True,
    )
    def refund_part(self, *, at: datetime) -> None:
        """Some of it was paid back."""

    @transition(
        source=(OrderState.PAID, OrderState.PARTLY_REFUNDED),
        target=OrderState.REFUNDED,
        permission=may_refund,
        label=_("Refund"),
        hidden=True,
    )
    def refund(self, *, at: datetime) -> None:
        """All of it was paid back."""
