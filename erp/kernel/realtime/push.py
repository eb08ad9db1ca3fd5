"""From the relay to the realtime processes: one Valkey channel, nothing kept."""

import json
import logging
from collections.abc import Sequence

import redis
from django.conf import settings

from erp.kernel.events.envelope import Envelope
from erp.kernel.realtime.announce import RecordChanged
from erp.kernel.realtime.wire import CHANNEL

log = logging.getLogger(__name__)


class Pusher:
    """Publishes changes. What cannot be pushed is dropped: a client that reconnects fetches anyway."""

    def __init__(self) -> None:
        self._valkey = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1)

    def push(self, envelopes: Sequence[Envelope]) -> None:
        """Push those of the envelopes that announce a change."""
        messages = [json.dumps(envelope.data) for envelope in envelopes if envelope.type == RecordChanged.type]
        if not messages:
            return
        try:
            with self._valkey.pipeline(transaction=False) as pipeline:
                for message in messages:
                    pipeline.publish(CHANNEL, message)
                pipeline.execute()
        except redis.RedisError as error:
            log.warning("push: %s", type(error).__name__)
