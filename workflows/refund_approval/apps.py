from django.apps import AppConfig


class RefundApprovalConfig(AppConfig):
    name = "workflows.refund_approval"
    label = "refund_approval"

    def ready(self) -> None:
        from workflows.refund_approval import flow, listeners  # noqa: F401
