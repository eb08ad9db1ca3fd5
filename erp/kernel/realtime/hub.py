"""The listeners of one realtime process and the one subscription they share."""

import asyncio
import logging
from collections import deque
from contextlib import suppress
from typing import Final

import redis.asyncio as redis

from erp.kernel.realtime.audience import Change, change_from
from erp.kernel.realtime.ticket import Ticket
from erp.kernel.realtime.wire import CHANNEL

QUEUE_SIZE: Final = 200
log = logging.getLogger(__name__)


class Client:
    """One open stream. Whoever reads too slowly is cut off: he reconnects and fetches, which is always right."""

    def __init__(self, ticket: Ticket, topics: frozenset[str], size: int = QUEUE_SIZE) -> None:
        self._ticket = ticket
        self._topics = topics
        self._size = size
        self._messages: deque[bytes] = deque()
        self._something = asyncio.Event()
        self.is_cut = False

    def offer(self, change: Change, message: bytes) -> None:
        """Queue the change if it is for this client."""
        if self.is_cut or not change.is_for(self._ticket, self._topics):
            return
        if len(self._messages) >= self._size:
            self.cut()
            return
        self._messages.append(message)
        self._something.set()

    def cut(self) -> None:
        """End the stream."""
        self.is_cut = True
        self._something.set()

    async def next(self, seconds: float) -> bytes | None:
        """The next message, or None when there is none for so long."""
        if not self._messages:
            self._something.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._something.wait(), seconds)
        return self._messages.popleft() if self._messages else None


class Hub:
    """Fans one Valkey subscription out to all clients of the process."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._clients: set[Client] = set()
        self.connected = asyncio.Event()

    def join(self, client: Client) -> None:
        """Let the client hear."""
        self._clients.add(client)

    def leave(self, client: Client) -> None:
        """Let the client hear no more."""
        self._clients.discard(client)

    def tell(self, raw: bytes | str) -> None:
        """Offer one message of the channel to every client."""
        change = change_from(raw)
        message = change.as_message()
        for client in tuple(self._clients):
            client.offer(change, message)

    async def listen(self) -> None:
        """Stay subscribed until cancelled; after a break everybody is cut off, since something may have been missed."""
        while True:
            with suppress(redis.RedisError, OSError):
                await self._subscribe()
            self.connected.clear()
            for client in tuple(self._clients):
                client.cut()
            await asyncio.sleep(1)

    async def _subscribe(self) -> None:
        async with redis.Redis.from_url(self._url, health_check_interval=15) as valkey, valkey.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            self.connected.set()
            async for message in channel.listen():
                if message["type"] == "message":
                    self._tell_safely(message["data"])

    def _tell_safely(self, raw: bytes) -> None:
        try:
            self.tell(raw)
        except (ValueError, KeyError, TypeError):
            log.warning("a message on %s that is no change", CHANNEL)
