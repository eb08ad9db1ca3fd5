from django.apps import AppConfig


class SettlementApprovalConfig(AppConfig):
    name = "workflows.settlement_approval"
    label = "settlement_approval"

    def ready(self) -> None:
        from workflows.settlement_approval import flow, listeners  # noqa: F401
