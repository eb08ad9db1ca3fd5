from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "erp.kernel.flows"
    label = "flows"

    def ready(self) -> None:
        from erp.kernel.flows import listeners  # noqa: F401  (registers them)
