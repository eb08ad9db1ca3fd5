"""Addresses below /api/v1/catalog/."""

from erp.kernel.rest.routes import route
from modules.catalog.rest.price_lists import PriceListBranchView, PriceListView
from modules.catalog.rest.views import CategoryView, PriceEntryView, ProductView, UsageItemView

urlpatterns = [
    route("products", ProductView),
    route("categories", CategoryView),
    route("price-lists", PriceListView),
    route("price-list-branches", PriceListBranchView),
    route("prices", PriceEntryView),
    route("usage-items", UsageItemView),
]
