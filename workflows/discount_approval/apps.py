from django.apps import AppConfig


class DiscountApprovalConfig(AppConfig):
    name = "workflows.discount_approval"
    label = "discount_approval"

    def ready(self) -> None:
        from workflows.discount_approval import flow, listeners  # noqa: F401
