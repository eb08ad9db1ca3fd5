from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "erp.kernel.documents"
    label = "documents"

    def ready(self) -> None:
        from erp.kernel.documents.standing import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="documents.standing")
