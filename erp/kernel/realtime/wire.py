"""What the relay and the realtime process agree on. Imports nothing, so that the server stays small."""

from typing import Final

CHANNEL: Final = "erp:changes"
TICKET_SECONDS: Final = 60
