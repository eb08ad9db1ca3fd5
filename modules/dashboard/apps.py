from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "modules.dashboard"
    label = "dashboard"
