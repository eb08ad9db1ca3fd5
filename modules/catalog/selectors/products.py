"""Products as cards: one statement for any number of them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q

from erp.kernel.bulk.remembered import remembered
from modules.catalog.data import CategoryCard, ProductCard, UsageLine
from modules.catalog.errors import NoPrice, UnknownProduct
from modules.catalog.models import Category, Product, ProductState

CARDS = """
SELECT p.id, p.code, p.kind, p.name, p.name_th, c.code,
       (SELECT e.price FROM catalog_priceentry e
         WHERE e.product_id = p.id AND e.price_list_id IS NULL AND (%(on)s::date IS NULL OR e.starts_on <= %(on)s::date)
           AND (%(on)s::date IS NULL OR e.ends_on IS NULL OR e.ends_on >= %(on)s::date)
         ORDER BY e.starts_on DESC LIMIT 1),
       t.code, t.rate, t.is_exempt, p.unit, p.pack_unit, p.pack_size, p.tracks_stock, p.tracks_lots,
       p.commission_class, p.duration_minutes, p.barcode, p.state,
       (SELECT coalesce(json_agg(json_build_array(u.supply_id, u.quantity::text) ORDER BY u.id), '[]'::json)
          FROM catalog_usageitem u WHERE u.treatment_id = p.id),
       (SELECT e.price FROM catalog_priceentry e
         WHERE e.product_id = p.id AND e.price_list_id = %(price_list)s::bigint AND e.starts_on <= %(on)s::date
           AND (e.ends_on IS NULL OR e.ends_on >= %(on)s::date))
  FROM unnest(%(ids)s::bigint[]) AS wanted(id),
       LATERAL (SELECT * FROM catalog_product WHERE id = wanted.id LIMIT 1) p
  JOIN catalog_category c ON c.id = p.category_id
  JOIN ledger_taxcode t ON t.id = p.tax_code_id
"""


def product_cards(
    ids: Iterable[int], *, on: date | None = None, price_list: int | None = None
) -> dict[int, ProductCard]:
    """Cards by id, priced on a day (None: the newest price). Ids that are no product's are left out.

    `price_list`: what it names on that day costs what it says.
    """
    wanted = tuple(sorted(set(ids)))
    return dict(_cards(wanted, on, price_list)) if wanted else {}


@remembered
def _cards(ids: tuple[int, ...], on: date | None, price_list: int | None) -> dict[int, ProductCard]:
    with connection.cursor() as cursor:
        cursor.execute(CARDS, {"ids": list(ids), "on": on, "price_list": price_list})
        return {row[0]: _card(row) for row in cursor.fetchall()}


def product_card(product_id: int, *, on: date | None = None) -> ProductCard:
    """One card. Raises UnknownProduct."""
    cards = product_cards([product_id], on=on)
    if product_id not in cards:
        raise UnknownProduct(product_id=product_id)
    return cards[product_id]


def price_of(product_id: int, on: date) -> Decimal:
    """The price on a day, VAT included. Raises UnknownProduct or NoPrice."""
    price = product_card(product_id, on=on).price
    if price is None:
        raise NoPrice(product_id=product_id, day=on.isoformat())
    return price


def search_products(q: str = "", kind: str = "", *, on: date | None = None, limit: int = 50) -> list[ProductCard]:
    """Active products by code, name in either script or barcode."""
    found = Product.objects.filter(state=ProductState.ACTIVE)
    if kind:
        found = found.filter(kind=kind)
    if q:
        found = found.filter(
            Q(code__icontains=q) | Q(name__icontains=q) | Q(name_th__icontains=q) | Q(barcode__exact=q)
        )
    ids = list(found.order_by("kind", "code").values_list("pk", flat=True)[:limit])
    cards = product_cards(ids, on=on)
    return [cards[pk] for pk in ids]


def shelf(*, on: date) -> list[ProductCard]:
    """Everything that can be sold on a day, in the order of the shelf."""
    ids = list(Product.objects.filter(state=ProductState.ACTIVE).order_by("kind", "code").values_list("pk", flat=True))
    cards = product_cards(ids, on=on)
    return [cards[pk] for pk in ids if cards[pk].price is not None]


def categories() -> list[CategoryCard]:
    """All shelves."""
    return [CategoryCard(c.code, c.name, c.name_th, c.kind) for c in Category.objects.all()]


def product_ids_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Ids of products by their codes; unknown codes are left out."""
    return dict(Product.objects.filter(code__in=list(codes)).values_list("code", "pk"))


def _card(row: tuple[Any, ...]) -> ProductCard:
    usage = tuple(UsageLine(product_id, Decimal(quantity)) for product_id, quantity in row[19])
    standard, listed = row[6], row[20]
    price = standard if listed is None else listed
    return ProductCard(*[*row[:6], price, *row[7:19], usage, listed is not None, standard])
