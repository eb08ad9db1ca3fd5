"""Draft a price list, price products in it, say which branches sell by it, and move it through its life."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.kernel.access.models import Branch
from erp.kernel.documents.saving import create_record
from erp.kernel.machines.gate import fire
from modules.catalog.errors import PriceListIsOver, UnknownProduct
from modules.catalog.models import PriceEntry, PriceList, PriceListBranch, PriceListState, Product
from modules.catalog.services.change_product import write_price


def create_price_list(*, by: Any, at: datetime, **values: Any) -> PriceList:
    """A list in draft, without prices. Raises Invalid naming the field. The caller holds the transaction."""
    return create_record(PriceList, values, by=by, at=at)


def price_in_list(
    *,
    price_list_id: int,
    product_id: int,
    price: Decimal,
    by: Any,
    at: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> PriceList:
    """Say what a product costs by the list, from a day on (else from the list's first).

    In a draft a price of that day is put right; of an active list it is not: what was sold by it was sold by it.
    Raises UnknownProduct, PriceListIsOver, or PriceStartsTooEarly when a price starts on that day or later.
    """
    price_list = _held(price_list_id)
    begin = starts_on or price_list.starts_on
    product = Product.objects.select_for_update().filter(pk=product_id).first()
    if product is None:
        raise UnknownProduct(product_id=product_id, field="product")
    written = PriceEntry.objects.filter(price_list=price_list, product=product, starts_on=begin).first()
    if price_list.state == PriceListState.DRAFT and written is not None:
        written.price, written.ends_on = price, ends_on
        written.save()
        return price_list
    values = {"price_list": price_list, "price": price, "starts_on": begin, "ends_on": ends_on}
    write_price(product, values, by=by, at=at)
    return price_list


def add_price_list_branch(*, price_list_id: int, branch: Branch, by: Any, at: datetime) -> PriceList:
    """Sell by it there; branches that are not named sell by it no more. Said again, it changes nothing."""
    price_list = _held(price_list_id)
    PriceListBranch.objects.get_or_create(price_list=price_list, branch=branch)
    return price_list


def open_price_list(*, price_list_id: int, by: Any, at: datetime) -> PriceList:
    """Sell by it in every branch."""
    price_list = _held(price_list_id)
    PriceListBranch.objects.filter(price_list=price_list).delete()
    return price_list


def activate_price_list(*, price_list_id: int, by: Any, at: datetime) -> PriceList:
    """Sell by it on its days. Raises NotNow without a price."""
    price_list = PriceList.objects.select_for_update().get(pk=price_list_id)
    fire(price_list, "activate", by=by, at=at)
    return price_list


def retire_price_list(*, price_list_id: int, by: Any, at: datetime) -> PriceList:
    """Sell by it no more."""
    price_list = PriceList.objects.select_for_update().get(pk=price_list_id)
    fire(price_list, "retire", by=by, at=at)
    return price_list


def _held(price_list_id: int) -> PriceList:
    price_list = PriceList.objects.select_for_update().get(pk=price_list_id)
    if price_list.state == PriceListState.RETIRED:
        raise PriceListIsOver(price_list=price_list_id)
    return price_list
