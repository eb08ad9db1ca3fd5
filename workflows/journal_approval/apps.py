from django.apps import AppConfig


class JournalApprovalConfig(AppConfig):
    name = "workflows.journal_approval"
    label = "journal_approval"

    def ready(self) -> None:
        from workflows.journal_approval import flow, listeners  # noqa: F401
