"""The ledger, as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "modules.ledger"
    label = "ledger"

    def ready(self) -> None:
        from modules.ledger import extensions, machines  # noqa: F401
