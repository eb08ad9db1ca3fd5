from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "erp.kernel.flows"
    label = "flows"
