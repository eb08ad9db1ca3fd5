"""Addresses below /api/v1/catalog/."""

from erp.kernel.rest.routes import route
from modules.catalog.rest.views import CategoryView, PriceEntryView, ProductView, UsageItemView

urlpatterns = [
    route("products", ProductView),
    route("categories", CategoryView),
    route("prices", PriceEntryView),
    route("usage-items", UsageItemView),
]
