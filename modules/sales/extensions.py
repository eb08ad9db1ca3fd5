"""What sales contribute to others."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.hooks.hook import contributes
from modules.inventory.data import LotUseRow
from modules.inventory.hooks import LotUse
from modules.ledger.hooks import PeriodClosing, Proof
from modules.sales import public
from modules.sales.selectors.lot_uses import lot_uses
from modules.sales.selectors.sessions import open_sessions_between


@contributes(Proof)
class DrawerProof(Proof):
    """What open drawers should hold against the cash account."""

    code = "sales.drawers"
    title = gettext_lazy("Cash drawers")
    role = "cash"

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """Floats, cash sales and movements of sessions not closed."""
        return public.open_drawers(branch_id=branch_id)


@contributes(PeriodClosing)
class OpenRegisters(PeriodClosing):
    """A month is not closed while a drawer of one of its days is not counted."""

    def objections(self, *, starts_on: date, ends_on: date) -> Sequence[str]:
        """Name the sessions."""
        return [
            _("Register session %(session)s of %(day)s is not closed.") % {"session": code, "day": day}
            for code, day in open_sessions_between(starts_on, ends_on)
        ]


@contributes(LotUse)
class SoldLots(LotUse):
    """Lots that went over the counter."""

    def uses(self, *, lot_id: int) -> Sequence[LotUseRow]:
        """One query."""
        return lot_uses(lot_id)
