"""Doors to price lists."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from erp.kernel.access.models import Branch
from erp.kernel.rest.views import RecordView, Verb
from modules.catalog.models import PriceList, PriceListBranch, Product
from modules.catalog.services.change_price_list import (
    activate_price_list,
    add_price_list_branch,
    create_price_list,
    open_price_list,
    price_in_list,
    retire_price_list,
)


class ListedPriceBody(serializers.Serializer[Any]):
    """What a product costs by the list; without days as long as the list is in force."""

    product = serializers.PrimaryKeyRelatedField(queryset=Product.objects.all())
    price = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=Decimal(0))
    starts_on = serializers.DateField(required=False, allow_null=True, default=None)
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)


class BranchBody(serializers.Serializer[Any]):
    """A branch."""

    branch = serializers.PrimaryKeyRelatedField(queryset=Branch.objects.all())


def price_product_in_list(
    *,
    price_list_id: int,
    product: Product,
    price: Decimal,
    starts_on: date | None,
    ends_on: date | None,
    by: Any,
    at: datetime,
) -> PriceList:
    """The service takes ids."""
    return price_in_list(
        price_list_id=price_list_id,
        product_id=product.pk,
        price=price,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        at=at,
    )


def is_not_retired(price_list: PriceList) -> bool:
    """Whether it may still change."""
    return price_list.state != "retired"


class PriceListView(RecordView):
    """Price lists."""

    model = PriceList
    search_fields = ("code", "name", "name_th")
    default_order = "code"
    create_service = staticmethod(create_price_list)
    verbs: ClassVar = {
        "activate": Verb(service=activate_price_list),
        "retire": Verb(service=retire_price_list),
        "price": Verb(
            service=price_product_in_list, body=ListedPriceBody, label=_("Set price"), offered=is_not_retired
        ),
        "add_branch": Verb(
            service=add_price_list_branch, body=BranchBody, label=_("Only in a branch"), offered=is_not_retired
        ),
        "open": Verb(
            service=open_price_list,
            label=_("In every branch"),
            offered=lambda price_list: is_not_retired(price_list) and price_list.branches.exists(),
        ),
    }


class PriceListBranchView(RecordView):
    """Where lists are sold by: said at the list."""

    model = PriceListBranch
    creates = False
    updates = False
    filter_fields = ("price_list", "branch")
