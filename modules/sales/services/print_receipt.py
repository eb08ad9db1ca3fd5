"""Count the prints of a receipt; the first one counts too."""

from datetime import datetime
from typing import Any

from modules.sales.errors import NoReceipt
from modules.sales.models import Receipt, ReceiptPrint


def reprint_order(*, order_id: int, by: Any, at: datetime) -> dict[str, int]:
    """Write down one print. Raises NoReceipt. The caller holds the transaction."""
    receipt = Receipt.objects.filter(order_id=order_id).first()
    if receipt is None:
        raise NoReceipt()
    ReceiptPrint.objects.create(receipt=receipt, printed_at=at, printed_by=by)
    return {"printed_count": receipt.prints.count()}
