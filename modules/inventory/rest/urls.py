"""Addresses below /api/v1/inventory/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.inventory.rest import labels as labels
from modules.inventory.rest.views import (
    AlertsView,
    LocationView,
    LotUsesView,
    LotView,
    QuantView,
    ReceiveView,
    ReorderPointView,
    StockAdjustmentView,
    StockMoveView,
    StockTransferView,
    StockValueView,
)

urlpatterns = [
    path("lots/<int:pk>/uses/", LotUsesView.as_view(), name="inventory-lot-uses"),
    route("locations", LocationView),
    route("lots", LotView),
    route("quants", QuantView),
    route("moves", StockMoveView),
    route("values", StockValueView),
    route("reorder-points", ReorderPointView),
    route("adjustments", StockAdjustmentView),
    route("transfers", StockTransferView),
    path("receive/", ReceiveView.as_view(), name="inventory-receive"),
    path("alerts/", AlertsView.as_view(), name="inventory-alerts"),
]
