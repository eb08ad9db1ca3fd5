"""The inventory, as Django knows it."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "modules.inventory"
    label = "inventory"

    def ready(self) -> None:
        from modules.inventory import extensions, machines  # noqa: F401
