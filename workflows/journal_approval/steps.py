"""One function a node, one call to one public face."""

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from modules.ledger import public as ledger
from workflows.journal_approval.process import JournalApprovalProcess


def requester(process: JournalApprovalProcess) -> int:
    """Who may not decide; the ledger itself also refuses who wrote it."""
    return process.submitted_by_id


def decide(process: JournalApprovalProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """Post the entry, or send it back to its writer."""
    if choice == "approve":
        ledger.approve_entry(journal_entry_id=process.entry_id, by=by, at=at)
        process.outcome = "posted"
    else:
        ledger.send_back_entry(journal_entry_id=process.entry_id, reason=note, by=by, at=at)
        process.outcome = "sent_back"


def is_posted(activation: Any) -> bool:
    """Which end."""
    return bool(activation.process.outcome == "posted")
