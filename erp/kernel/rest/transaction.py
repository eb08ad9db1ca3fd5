"""The frame of every write: one transaction, the actor named in its first round trip, the caller's key kept.

Order of things: open the transaction; name actor and request for the audit trail and insert the key (one statement);
ONE call; render; store the answer; commit. A refusal rolls all of it back, the key included.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.rest.errors import KeyInFlight, KeyMalformed, KeyRequired, KeyReused
from erp.kernel.rest.models import IdempotencyKey

LONGEST_WAIT = "5s"  # for a lock, then 409 with Retry-After
LOCK_NOT_AVAILABLE = "55P03"
LONGEST_KEY = 128
KEPT_HEADERS = ("ETag", "Location")
ACTOR = """
    set_config('aesthetix.actor', %(actor)s, true), set_config('aesthetix.request_id', %(request_id)s, true),
    set_config('lock_timeout', %(wait)s, true)
"""
TABLE = IdempotencyKey._meta.db_table
CLAIM = f"""
    WITH frame AS (SELECT {ACTOR})
    INSERT INTO {TABLE} (user_id, method, path, key, request_hash, content_type, headers)
    SELECT %(user)s, %(method)s, %(path)s, %(key)s, %(hash)s, '', '{{}}' FROM frame
    ON CONFLICT (user_id, method, path, key) DO NOTHING RETURNING id
"""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A key that this request was the first to bring."""

    id: int


def key_of(request: Request, *, required: bool) -> str | None:
    """The caller's idempotency key. Raises KeyRequired or KeyMalformed."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        if required:
            raise KeyRequired()
        return None
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise KeyMalformed()
    return key


def answer_once(
    request: Request, *, key_required: bool, handle: Callable[[], Response], finish: Callable[[Response], Response]
) -> HttpResponse:
    """Answer a write inside its transaction; the same key and body get the stored bytes.

    `handle` makes the one call, `finish` makes its answer ready to render.
    """
    user_id = getattr(request.user, "pk", None)
    key = key_of(request, required=key_required) if user_id is not None else None
    with transaction.atomic():
        claim = _begin(request, user_id, key)
        if isinstance(claim, HttpResponse):
            return claim
        response = finish(handle())
        if response.status_code >= 400:
            transaction.set_rollback(True)
            return response
        if claim is not None:
            _store(claim, response)
    return response


def _begin(request: Request, user_id: int | None, key: str | None) -> Claim | HttpResponse | None:
    frame = {
        "actor": "" if user_id is None else str(user_id),
        "request_id": getattr(request, "request_id", ""),
        "wait": LONGEST_WAIT,
    }
    with connection.cursor() as cursor:
        if key is None:
            cursor.execute(f"SELECT {ACTOR}", frame)
            return None
        named = {"user": user_id, "method": request.method, "path": request.path, "key": key}
        digest = sha256(request._request.body).digest()
        try:
            cursor.execute(CLAIM, {**frame, **named, "hash": digest})
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
                raise KeyInFlight() from error
            raise
        row = cursor.fetchone()
    return Claim(id=row[0]) if row else _stored(named, digest)


def _stored(named: dict[str, Any], digest: bytes) -> HttpResponse:
    """The answer that the key got before."""
    kept = IdempotencyKey.objects.get(
        user_id=named["user"], method=named["method"], path=named["path"], key=named["key"]
    )
    if bytes(kept.request_hash) != digest:
        raise KeyReused()
    if kept.status is None:
        raise KeyInFlight()
    answer = HttpResponse(
        bytes(kept.answer or b""), status=kept.status, content_type=kept.content_type, headers=kept.headers
    )
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _store(claim: Claim, response: Response) -> None:
    IdempotencyKey.objects.filter(pk=claim.id).update(
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        answer=response.content,
    )
