"""What a treatment consumes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from modules.catalog.data import UsageLine
from modules.catalog.models import Product, UsageItem


def set_usage(*, product_id: int, usage: Sequence[UsageLine], by: Any, at: datetime) -> Product:
    """Replace the usage list of a treatment. The caller holds the transaction."""
    treatment = Product.objects.select_for_update().get(pk=product_id)
    UsageItem.objects.filter(treatment=treatment).delete()
    UsageItem.objects.bulk_create(
        UsageItem(treatment=treatment, supply_id=line.product_id, quantity=line.quantity) for line in usage
    )
    return treatment
