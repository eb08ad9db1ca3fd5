"""Menus and screens of the inventory."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, MenuItem, Screen
from modules.inventory.models import (
    Location,
    Lot,
    Quant,
    ReorderPoint,
    StockAdjustment,
    StockMove,
    StockTransfer,
    StockValue,
)

MENU = [
    MenuItem(
        code="inventory.quant", label=_("Stock"), group="back_office", to="/list/inventory.quant", icon="package",
        right="inventory.read_quant", order=30,
    ),
    MenuItem(
        code="inventory.lot", label=_("Lots"), group="back_office", to="/list/inventory.lot", icon="barcode",
        right="inventory.read_lot", order=31,
    ),
    MenuItem(
        code="inventory.stock_move", label=_("Stock moves"), group="back_office", to="/list/inventory.stock_move",
        icon="arrow-left-right", right="inventory.read_stock_move", order=32,
    ),
    MenuItem(
        code="inventory.reorder_point", label=_("Reorder points"), group="back_office",
        to="/list/inventory.reorder_point", icon="bell", right="inventory.read_reorder_point", order=33,
    ),
]  # fmt: skip

SCREENS = [
    Screen(
        model=Quant,
        endpoint="/api/v1/inventory/quants/",
        title=_("Stock"),
        title_plural=_("Stock"),
        columns=(
            "product",
            "location",
            "lot",
            Column(field="quantity", sum=True, tone={"danger": {"quantity": {"lte": "0"}}}),
        ),
        order="product",
        filters=(Filter(code="there", label=_("In stock"), where={"quantity": {"gt": "0"}}),),
        group_by=("product", "location"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Lot,
        endpoint="/api/v1/inventory/lots/",
        title=_("Lot"),
        title_plural=_("Lots"),
        columns=("product", "number", "expires_on", "state"),
        order="expires_on",
        search=("number",),
        filters=(Filter(code="available", label=_("Available"), where={"state": {"eq": "available"}}),),
        group_by=("state", "product"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=StockMove,
        endpoint="/api/v1/inventory/moves/",
        title=_("Stock move"),
        title_plural=_("Stock moves"),
        columns=(
            "moved_at",
            "product",
            "lot",
            "origin",
            "destination",
            "quantity",
            Column(field="cost", sum=True),
            "source",
        ),
        order="-moved_at",
        search=("source",),
        group_by=("product", "moved_on", "state"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=StockValue,
        endpoint="/api/v1/inventory/values/",
        title=_("Stock value"),
        title_plural=_("Stock values"),
        columns=("product", "branch", "quantity", Column(field="value", sum=True)),
        group_by=("branch",),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Location,
        endpoint="/api/v1/inventory/locations/",
        title=_("Location"),
        title_plural=_("Locations"),
        columns=("branch", "code", "name", "name_th", "kind", "is_active"),
        order="code",
        group_by=("branch", "kind"),
    ),
    Screen(
        model=ReorderPoint,
        endpoint="/api/v1/inventory/reorder-points/",
        title=_("Reorder point"),
        title_plural=_("Reorder points"),
        columns=("product", "branch", "minimum", "target"),
        group_by=("branch",),
    ),
    Screen(
        model=StockAdjustment,
        endpoint="/api/v1/inventory/adjustments/",
        title=_("Stock adjustment"),
        title_plural=_("Stock adjustments"),
        columns=("number", "done_on", "branch", "product", "lot", "change", "reason"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=StockTransfer,
        endpoint="/api/v1/inventory/transfers/",
        title=_("Stock transfer"),
        title_plural=_("Stock transfers"),
        columns=("number", "done_on", "product", "lot", "origin", "destination", "quantity", "reason"),
        creates=False,
        edits=False,
    ),
]
