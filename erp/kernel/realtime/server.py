"""The realtime process: server-sent events over one small ASGI application, without Django.

`python -m erp.kernel.realtime.server`. A connection costs about 16 kB. Commands stay POST requests to the web process,
so nothing here needs a socket that talks back.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import uvicorn

from erp.kernel.realtime.hub import Client, Hub
from erp.kernel.realtime.ticket import BadTicket, Ticket, read_ticket

HEARTBEAT_SECONDS: Final = 20.0
LIFE_SECONDS: Final = 900.0  # then the browser asks for a new ticket: who has lost his rights hears no more

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

STREAM_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class RealtimeServer:
    """The ASGI application: `/events?ticket=…[&topics=a,b]` and `/healthz`."""

    def __init__(
        self, hub: Hub, *, secret: str, heartbeat: float = HEARTBEAT_SECONDS, life: float = LIFE_SECONDS
    ) -> None:
        self._hub = hub
        self._secret = secret
        self._heartbeat = heartbeat
        self._life = life

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["path"].rstrip("/") == "/healthz":
            well = self._hub.connected.is_set()
            await _answer(send, 200 if well else 503, b"ok" if well else b"valkey is away", scope)
        elif scope["path"].rstrip("/").endswith("/events") and scope["method"] == "GET":
            await self._open(scope, receive, send)
        else:
            await _answer(send, 404, b"not found", scope)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        listening: asyncio.Task[None] | None = None
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                listening = asyncio.create_task(self._hub.listen())
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if listening:
                    listening.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _open(self, scope: Message, receive: Receive, send: Send) -> None:
        query = parse_qs(scope["query_string"].decode("ascii", "replace"))
        try:
            ticket = read_ticket(query.get("ticket", [""])[0], secret=self._secret)
        except BadTicket as error:
            await _answer(send, 401, f"ticket: {error}".encode(), scope)
            return
        topics = frozenset(filter(None, ",".join(query.get("topics", [])).split(",")))
        await send({"type": "http.response.start", "status": 200, "headers": [*STREAM_HEADERS, *_cors(scope)]})
        await self._stream(ticket, topics, receive, send)

    async def _stream(self, ticket: Ticket, topics: frozenset[str], receive: Receive, send: Send) -> None:
        client = Client(ticket, topics)
        self._hub.join(client)
        gone = asyncio.create_task(_disconnect(receive))
        gone.add_done_callback(lambda _task: client.cut())
        ends_at = time.monotonic() + self._life
        try:
            await _write(send, b"event: ready\ndata: {}\n\n")
            while not (client.is_cut or time.monotonic() > ends_at):
                await _write(send, await client.next(min(self._heartbeat, self._life)) or b": still here\n\n")
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._hub.leave(client)
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone


async def _disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _answer(send: Send, status: int, body: bytes, scope: Message) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store"), *_cors(scope)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _cors(scope: Message) -> list[tuple[bytes, bytes]]:
    """Any origin: the ticket is the key, and no cookie is looked at."""
    origin = dict(scope["headers"]).get(b"origin")
    return [(b"access-control-allow-origin", origin), (b"vary", b"Origin")] if origin else []


def application() -> RealtimeServer:
    """The application as the environment says."""
    hub = Hub(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"))
    return RealtimeServer(hub, secret=_secret())


def _secret() -> str:
    """The same secret as the web process (see `erp.project.environment`), which makes it where there is none."""
    if key := os.environ.get("AESTHETIX_SECRET_KEY"):
        return key
    return (Path(os.environ.get("AESTHETIX_DATA", "var")) / "secrets" / "django").read_text()


def main() -> None:
    """Serve on the port after the web process's."""
    port = int(os.environ.get("REALTIME_PORT") or int(os.environ.get("AESTHETIX_PORT", "8000")) + 1)
    host = os.environ.get("REALTIME_HOST", "127.0.0.1")
    uvicorn.run(application(), host=host, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
