"""Menus and screens of the catalogue."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, MenuItem, Screen, Section
from modules.catalog.models import Category, PriceEntry, PriceList, PriceListBranch, Product, UsageItem

MENU = [
    MenuItem(
        code="catalog.product", label=_("Products"), group="back_office", to="/list/catalog.product", icon="tags",
        right="catalog.read_product", order=20,
    ),
    MenuItem(
        code="catalog.category", label=_("Categories"), group="back_office", to="/list/catalog.category",
        icon="folder-tree", right="catalog.update_category", order=21,
    ),
    MenuItem(
        code="catalog.price_list", label=_("Price lists"), group="back_office", to="/list/catalog.price_list",
        icon="tag", right="catalog.update_price_list", order=22,
    ),
]  # fmt: skip

SCREENS = [
    Screen(
        model=Product,
        endpoint="/api/v1/catalog/products/",
        title=_("Product"),
        title_plural=_("Products"),
        columns=("code", "name", "name_th", "kind", "category", Column(field="price"), "tax_code", "state"),
        form=(
            Section(title=_("Product"), fields=("code", "kind", "name", "name_th", "category", "barcode", "price")),
            Section(title=_("Tax and commission"), fields=("tax_code", "commission_class")),
            Section(title=_("Stock"), fields=("unit", "pack_unit", "pack_size", "tracks_stock", "tracks_lots")),
            Section(title=_("Appointment"), fields=("duration_minutes", "resource_kinds")),
        ),
        lines=(
            Lines(
                noun="catalog.price_entry",
                field="product",
                title=_("Prices"),
                columns=("price", "price_list", "starts_on", "ends_on"),
            ),
            Lines(noun="catalog.usage_item", field="treatment", title=_("Usage list"), columns=("supply", "quantity")),
        ),
        order="code",
        search=("code", "name", "name_th", "barcode"),
        filters=(
            Filter(code="active", label=_("Active"), where={"state": {"eq": "active"}}),
            Filter(code="treatments", label=_("Treatments"), where={"kind": {"eq": "treatment"}}),
            Filter(code="goods", label=_("Kept in stock"), where={"tracks_stock": {"eq": True}}),
        ),
        group_by=("kind", "category", "state", "tax_code"),
        kanban=True,
        labels={"price": _("Price")},
        figures={"price": "money"},
        readonly=("price",),
        verb_forms={
            "price": (
                {"name": "price", "type": "money", "label": _("Price"), "required": True},
                {"name": "starts_on", "type": "date", "label": _("From"), "required": True},
            )
        },
    ),
    Screen(
        model=Category,
        endpoint="/api/v1/catalog/categories/",
        title=_("Category"),
        title_plural=_("Categories"),
        columns=("code", "name", "name_th", "kind"),
        order="code",
        group_by=("kind",),
    ),
    Screen(
        model=PriceList,
        endpoint="/api/v1/catalog/price-lists/",
        title=_("Price list"),
        title_plural=_("Price lists"),
        columns=("code", "name", "name_th", "starts_on", "ends_on", "state"),
        form=(
            Section(title=_("Price list"), fields=("code", "name", "name_th")),
            Section(title=_("In force"), fields=("starts_on", "ends_on")),
        ),
        lines=(
            Lines(
                noun="catalog.price_entry",
                field="price_list",
                title=_("Prices"),
                columns=("product", "price", "starts_on", "ends_on"),
            ),
            Lines(
                noun="catalog.price_list_branch",
                field="price_list",
                title=_("Only in these branches"),
                columns=("branch",),
            ),
        ),
        order="code",
        search=("code", "name", "name_th"),
        filters=(Filter(code="active", label=_("Active"), where={"state": {"eq": "active"}}),),
        group_by=("state",),
        verb_forms={
            "price": (
                {
                    "name": "product",
                    "type": "reference",
                    "label": _("Product"),
                    "endpoint": "/api/v1/catalog/products/",
                    "required": True,
                },
                {"name": "price", "type": "money", "label": _("Price"), "required": True},
                {"name": "starts_on", "type": "date", "label": _("From"), "required": False},
                {"name": "ends_on", "type": "date", "label": _("To"), "required": False},
            ),
            "add_branch": (
                {
                    "name": "branch",
                    "type": "reference",
                    "label": _("Branch"),
                    "endpoint": "/api/v1/access/branches/",
                    "required": True,
                },
            ),
        },
    ),
    Screen(
        model=PriceListBranch,
        endpoint="/api/v1/catalog/price-list-branches/",
        title=_("Branch of a price list"),
        title_plural=_("Branches of a price list"),
        columns=("price_list", "branch"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=PriceEntry,
        endpoint="/api/v1/catalog/prices/",
        title=_("Price"),
        title_plural=_("Prices"),
        columns=("product", "price_list", "price", "starts_on", "ends_on"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=UsageItem,
        endpoint="/api/v1/catalog/usage-items/",
        title=_("Usage"),
        title_plural=_("Usage list"),
        columns=("treatment", "supply", "quantity"),
    ),
]
