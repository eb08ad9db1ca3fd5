from django.apps import AppConfig


class CommissionsConfig(AppConfig):
    name = "modules.commissions"
    label = "commissions"

    def ready(self) -> None:
        from modules.commissions import extensions, listeners  # noqa: F401
        from modules.commissions.machines import log, question, settlement  # noqa: F401
