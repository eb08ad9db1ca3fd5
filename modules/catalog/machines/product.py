"""A product's life: drafted, sold, retired. What is retired stays readable on old documents."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from erp.kernel.machines.machine import Machine, reason, transition
from modules.catalog.models import Product, ProductState


@reason(_("It has no price yet"))
def has_price(product: Product) -> bool:
    """A product is sold at a price."""
    return product.prices.filter(price_list=None).exists()


class ProductMachine(Machine[Product]):
    """draft → active → retired."""

    births = (ProductState.DRAFT,)

    @transition(source=ProductState.DRAFT, target=ProductState.ACTIVE, conditions=(has_price,), label=_("Activate"))
    def activate(self, *, at: datetime) -> None:
        """Offer it."""

    @transition(source=(ProductState.DRAFT, ProductState.ACTIVE), target=ProductState.RETIRED, label=_("Retire"))
    def retire(self, *, at: datetime) -> None:
        """Offer it no more."""
