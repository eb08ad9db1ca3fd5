"""The ticket that opens an event stream: EventSource cannot send a header, so a short signed word stands in the URL.

Signed with the product's secret. Imports no Django: the realtime process checks it.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from erp.kernel.realtime.wire import TICKET_SECONDS

PURPOSE = b"erp.kernel.realtime.ticket:"


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Who listens, and what branches' changes may reach him."""

    user_id: int
    branch_ids: tuple[int, ...]
    expires_at: int  # seconds since the epoch


class BadTicket(Exception):
    """Forged, altered or too old."""


def issue_ticket(*, user_id: int, branch_ids: Sequence[int], secret: str, now: float) -> str:
    """A ticket that opens a stream within the next minute."""
    ticket = Ticket(user_id=user_id, branch_ids=tuple(branch_ids), expires_at=int(now) + TICKET_SECONDS)
    body = _encode(json.dumps(asdict(ticket), separators=(",", ":")).encode())
    return f"{body}.{_signature(body, secret)}"


def read_ticket(word: str, *, secret: str, now: float | None = None) -> Ticket:
    """The ticket in `word`. Raises BadTicket."""
    body, _, signature = word.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(body, secret).encode()):
        raise BadTicket("signature")
    try:
        fields = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        ticket = Ticket(
            user_id=fields["user_id"], branch_ids=tuple(fields["branch_ids"]), expires_at=fields["expires_at"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadTicket("body") from error
    if ticket.expires_at < (time.time() if now is None else now):
        raise BadTicket("expired")
    return ticket


def _signature(body: str, secret: str) -> str:
    return _encode(hmac.new(secret.encode(), PURPOSE + body.encode(), hashlib.sha256).digest())


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
