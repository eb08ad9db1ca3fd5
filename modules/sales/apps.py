"""Sales, as Django knows them."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "modules.sales"
    label = "sales"

    def ready(self) -> None:
        from modules.sales import extensions, listeners, machines  # noqa: F401
