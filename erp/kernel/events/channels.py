"""Names of the wires."""

from typing import Final

OUTBOX_CHANNEL: Final = "erp_outbox"  # PostgreSQL: a transaction that published has committed
