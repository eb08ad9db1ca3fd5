"""The values that cross the catalogue's border."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a product is; it decides the revenue account and what delivery means."""

    TREATMENT = "treatment"
    DRUG = "drug"
    RETAIL = "retail"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class UsageLine:
    """What one treatment usually consumes."""

    product_id: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as the modules above see it, with its price of the day asked for (None: it has none)."""

    id: int
    code: str
    kind: str
    name_en: str
    name_th: str
    category: str
    price: Decimal | None
    tax_code: str
    tax_rate: Decimal
    tax_exempt: bool
    unit: str
    pack_unit: str
    pack_size: Decimal
    tracks_stock: bool
    tracks_lots: bool
    commission_class: str
    duration_minutes: int
    barcode: str
    state: str
    usage: Sequence[UsageLine] = ()
    in_list: bool = False
    """Whether `price` is of the price list asked for, and not the standard one."""
    standard_price: Decimal | None = None

    @property
    def is_sellable(self) -> bool:
        """Active, and priced."""
        return self.state == "active" and self.price is not None


@dataclass(frozen=True, slots=True)
class CategoryCard:
    """A shelf of the catalogue."""

    code: str
    name_en: str
    name_th: str
    kind: str


@dataclass(frozen=True, slots=True)
class PriceListCard:
    """A price list in force, with its prices of the day by product (where they were asked for)."""

    id: int
    code: str
    name_en: str
    name_th: str
    prices: Mapping[int, Decimal] = field(default_factory=dict)
