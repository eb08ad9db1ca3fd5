from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "erp.kernel.registry"
    label = "registry"

    def ready(self) -> None:
        from erp.kernel.lint import foreign_keys  # noqa: F401  (a system check)
