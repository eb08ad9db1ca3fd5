"""A store with two lots of a toxin and some serum."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from modules.catalog.tests.conftest import product_of
from modules.inventory.data import ReceiptIn
from modules.inventory.models import Lot
from modules.inventory.public import open_stock

__all__ = ["product_of"]


@pytest.fixture
def store(product_of: Callable[..., Any], branch: Any, at: Any) -> SimpleNamespace:
    """Toxin: 100 U that end in 2027 (cost 10,000.00), 50 U that end earlier (6,000.00); serum: 3 at 100.01."""
    toxin = product_of("drug", "BTX-U", "250.00", tracks_stock=True, tracks_lots=True, unit="U")
    serum = product_of("retail", "SERUM", "1070.00", tracks_stock=True)
    open_stock(
        branch_id=branch.pk,
        lines=[
            ReceiptIn(toxin.pk, Decimal(100), Decimal("10000.00"), "LATE", date(2027, 6, 30)),
            ReceiptIn(toxin.pk, Decimal(50), Decimal("6000.00"), "EARLY", date(2026, 12, 31)),
            ReceiptIn(serum.pk, Decimal(3), Decimal("100.01")),
        ],
        by=None,
        at=at,
    )
    lots = {lot.number: lot for lot in Lot.objects.all()}
    return SimpleNamespace(toxin=toxin, serum=serum, early=lots["EARLY"], late=lots["LATE"], branch=branch)
