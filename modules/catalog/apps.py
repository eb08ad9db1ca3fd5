"""The catalogue, as Django knows it."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "modules.catalog"
    label = "catalog"

    def ready(self) -> None:
        from modules.catalog import machines  # noqa: F401
