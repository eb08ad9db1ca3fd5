"""A price list's life: drafted, sold by, retired. What was sold by it keeps its prices."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, reason, transition
from modules.catalog.models import PriceList, PriceListState


@reason(_("It has no prices yet"))
def has_prices(price_list: PriceList) -> bool:
    """A list says what something costs."""
    return price_list.prices.exists()


class PriceListMachine(Machine[PriceList]):
    """draft → active → retired."""

    births = (PriceListState.DRAFT,)

    @transition(
        source=PriceListState.DRAFT, target=PriceListState.ACTIVE, conditions=(has_prices,), label=_("Activate")
    )
    def activate(self, *, at: datetime) -> None:
        """Sell by it on its days."""

    @transition(source=(PriceListState.DRAFT, PriceListState.ACTIVE), target=PriceListState.RETIRED, label=_("Retire"))
    def retire(self, *, at: datetime) -> None:
        """Sell by it no more."""
