from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "erp.kernel.metrics"
    label = "metrics"
