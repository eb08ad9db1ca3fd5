"""One function a node, one call to one public face."""

from datetime import datetime

from erp.kernel.access.models import User
from modules.ledger import public as ledger
from workflows.books_reopening.process import BooksReopeningProcess

OUTCOMES = {"approve": "approved", "refuse": "refused"}


def requester(process: BooksReopeningProcess) -> int:
    """Who may not decide."""
    return process.requested_by_id


def decide(process: BooksReopeningProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """Approve or refuse, in the ledger."""
    carry_out = ledger.approve_reopening if choice == "approve" else ledger.refuse_reopening
    carry_out(reopening_id=process.reopening_id, reason=note, by=by, at=at)
    process.outcome = OUTCOMES[choice]
