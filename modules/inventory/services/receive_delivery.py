"""A supplier's delivery comes in against its delivery note."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from modules.inventory.data import ReceiptIn, ValuationLine
from modules.inventory.services.receive_stock import receive_stock


def receive_delivery(
    *, branch_id: int, delivery_note: str, lines: Sequence[ReceiptIn], by: Any, at: datetime
) -> list[ValuationLine]:
    """Stock / payable, once for each note: the note is the source. The caller holds the transaction."""
    return receive_stock(
        branch_id=branch_id,
        lines=lines,
        source=f"inventory.delivery:{branch_id}/{delivery_note}",
        by=by,
        at=at,
        reason=f"Delivery {delivery_note}",
    )
