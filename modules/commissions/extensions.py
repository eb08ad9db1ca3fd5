"""What commissions contribute to the dashboard."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Card
from modules.commissions.selectors.logs import accrued_between
from modules.commissions.selectors.people import STAFF, people_dimensions
from modules.commissions.selectors.settlements import accrued_unsettled, payable
from modules.ledger.data import Dimension
from modules.ledger.hooks import DimensionKind, Proof


@contributes(Proof)
class AccruedProof(Proof):
    """Unsettled logs against what is accrued."""

    code = "commissions.accrued"
    title = gettext_lazy("Commissions accrued")
    role = "commission_accrued"
    credit_nature = True

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """What was earned and not settled."""
        return accrued_unsettled(branch_id=branch_id, as_of=as_of)


@contributes(Proof)
class PayableProof(Proof):
    """Settled logs that were not paid out, against what is payable."""

    code = "commissions.payable"
    title = gettext_lazy("Commissions payable")
    role = "commission_payable"
    credit_nature = True

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """What was settled and not paid."""
        return payable(branch_id=branch_id, as_of=as_of)


@contributes(DimensionKind)
class People(DimensionKind):
    """Whose commission a line is."""

    kind = STAFF
    title = gettext_lazy("Person")

    def values(self) -> Sequence[Dimension]:
        """Everybody, by name."""
        return sorted(people_dimensions().values(), key=lambda one: one.title)


@contributes(Card)
class CommissionsCard(Card):
    """Leads to the statements."""

    code = "commissions"
    title = gettext_lazy("Commissions")
    text = gettext_lazy("What everybody earned, line by line")
    icon = "percent"
    to = "/list/commissions.commission_log"
    right = "commissions.read_commission_log"
    order = 40

    def foot(self, *, branch_ids: Sequence[int], on: date) -> str:
        """This month's accruals."""
        month = accrued_between(branch_ids=list(branch_ids), since=on.replace(day=1), until=on)
        return _("฿%(amount)s accrued this month") % {"amount": f"{sum(month.values(), Decimal('0.00')):,.2f}"}
