"""Menus and screens of the catalogue."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, MenuItem, Screen, Section
from modules.catalog.models import Category, PriceEntry, Product, UsageItem

MENU = [
    MenuItem(
        code="catalog.product", label=_("Products"), group="back_office", to="/list/catalog.product", icon="tags",
        right="catalog.read_product", order=20,
    ),
    MenuItem(
        code="catalog.category", label=_("Categories"), group="back_office", to="/list/catalog.category",
        icon="folder-tree", right="catalog.update_category", order=21,
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
                title=_("Price list"),
                columns=("price", "starts_on", "ends_on"),
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
        model=PriceEntry,
        endpoint="/api/v1/catalog/prices/",
        title=_("Price"),
        title_plural=_("Price list"),
        columns=("product", "price", "starts_on", "ends_on"),
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
