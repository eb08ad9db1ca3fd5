"""All screens and menu entries of the installed modules, read from their `screens.py`."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from erp.kernel.documents.nouns import noun_of
from erp.kernel.registry.discovery import discover
from erp.kernel.screens.screen import MenuItem, Screen

KERNEL_SCREENS = ("erp.kernel.access",)


@cache
def _rooms() -> tuple[object, ...]:
    packages = [*KERNEL_SCREENS, *(discover()[name].package for name in settings.INSTALLED_MODULES)]
    return tuple(import_module(f"{package}.screens") for package in packages if find_spec(f"{package}.screens"))


@cache
def screens() -> dict[str, Screen]:
    """Screens by noun."""
    return {noun_of(screen.model): screen for room in _rooms() for screen in getattr(room, "SCREENS", ())}


@cache
def menu_items() -> tuple[MenuItem, ...]:
    """Menu entries in the order in which they are shown."""
    items = [item for room in _rooms() for item in getattr(room, "MENU", ())]
    return tuple(sorted(items, key=lambda item: (item.group, item.order, item.code)))
