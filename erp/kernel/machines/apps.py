from django.apps import AppConfig


class MachinesConfig(AppConfig):
    name = "erp.kernel.machines"
    label = "machines"
