from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "erp.kernel.registry"
    label = "registry"
