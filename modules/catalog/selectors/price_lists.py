"""Price lists: which are in force, and what they say."""

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from modules.catalog.data import PriceListCard
from modules.catalog.errors import PriceListNotInForce
from modules.catalog.models import PriceEntry, PriceList, PriceListBranch, PriceListState


def price_lists_in_force(*, branch_id: int, on: date) -> list[PriceListCard]:
    """What a branch may sell by on a day, with the day's prices: two statements."""
    found = list(_in_force(branch_id, on))
    prices: dict[int, dict[int, Decimal]] = {}
    entries = PriceEntry.objects.filter(_days(on), price_list__in=found) if found else PriceEntry.objects.none()
    for price_list, product, price in entries.values_list("price_list", "product", "price"):
        prices.setdefault(price_list or 0, {})[product] = price
    return [_card(each, prices.get(each.pk, {})) for each in found]


def price_list_in_force(price_list_id: int, *, branch_id: int, on: date) -> PriceListCard:
    """A list that the branch sells by on a day. Raises PriceListNotInForce."""
    found = _in_force(branch_id, on).filter(pk=price_list_id).first()
    if found is None:
        raise PriceListNotInForce(price_list=price_list_id, field="price_list")
    return _card(found, {})


def _in_force(branch_id: int, on: date) -> "QuerySet[PriceList]":
    named = PriceListBranch.objects.filter(price_list=OuterRef("pk"))
    lists = PriceList.objects.filter(_days(on), state=PriceListState.ACTIVE)
    return lists.filter(~Exists(named) | Exists(named.filter(branch=branch_id))).order_by("code")


def _days(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def _card(found: PriceList, prices: dict[int, Decimal]) -> PriceListCard:
    return PriceListCard(found.pk, found.code, found.name, found.name_th, prices)
