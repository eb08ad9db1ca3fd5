from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "erp.kernel.files"
    label = "files"
