"""A small shelf."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from modules.catalog.public import activate_product, create_category, create_product
from modules.ledger.tests.books import TaxCode
from modules.ledger.tests.books import chart as seed_chart


@pytest.fixture
def product_of(db: None, at: Any) -> Callable[..., Any]:
    """Make an active product: `product_of("retail", "SERUM", "1070.00")`."""
    seed_chart.load()

    def make(kind: str = "retail", code: str = "SERUM", price: str | None = "1070.00", **values: Any) -> Any:
        category = create_category(code=f"C-{kind}", name=kind.capitalize(), name_th="", kind=kind)
        tax = TaxCode.objects.get(code="EXEMPT" if kind == "treatment" else "VAT7")
        given = {"code": code, "kind": kind, "name": code.capitalize(), "category": category, "tax_code": tax}
        product = create_product(
            values={**given, **values},
            price=None if price is None else Decimal(price),
            starts_on=date(2026, 1, 1),
            by=None,
            at=at,
        )
        return activate_product(product_id=product.pk, by=None, at=at) if price is not None else product

    return make
