from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "erp.project"
    label = "project"
