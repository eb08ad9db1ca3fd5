from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "erp.kernel.files"
    label = "files"

    def ready(self) -> None:
        from erp.kernel.files import listeners  # noqa: F401  (registers them)
        from erp.kernel.files.machines import stored_file  # noqa: F401  (compiles its triggers)
