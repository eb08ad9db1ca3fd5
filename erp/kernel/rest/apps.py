"""The doors' common frame."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    """Views, problems, idempotency keys, filters, schema."""

    name = "erp.kernel.rest"
    label = "rest"
    verbose_name = "REST"

    def ready(self) -> None:
        """Let the schema generator know our authentication and fields."""
        from erp.kernel.rest import schema_extensions  # noqa: F401
