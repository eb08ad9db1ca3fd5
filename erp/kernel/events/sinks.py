"""Where facts go besides the listeners of this house: a log, a broker."""

import json
import logging
from collections.abc import Sequence
from typing import Final, Protocol

from erp.kernel.events.envelope import Envelope

SINK_PREFIX: Final = "sink."
log = logging.getLogger("erp.events")


class Sink(Protocol):
    """Takes envelopes in order. A `durable` one is owed every fact: each is a delivery, repeated until it went well.

    A Kafka sink produces `envelope.as_cloud_event()` with `envelope.key` as the message key, flushes, and raises if
    anything was not acknowledged.
    """

    name: str
    durable: bool

    def send(self, envelopes: Sequence[Envelope]) -> None:
        """Hand the facts over, or raise."""


class LogSink:
    """One line of JSON a fact, without its data: a log is read by people who may not read the record."""

    name: str = "log"
    durable: bool = False

    def send(self, envelopes: Sequence[Envelope]) -> None:
        """Write the envelopes to the log."""
        for envelope in envelopes:
            event = envelope.as_cloud_event()
            del event["data"]
            log.info(json.dumps(event))


_SINKS: dict[str, Sink] = {"log": LogSink()}


def attach(sink: Sink) -> None:
    """Send facts to `sink` from now on."""
    _SINKS[sink.name] = sink


def detach(name: str) -> None:
    """Send no more facts to the sink."""
    _SINKS.pop(name, None)


def durable_sinks() -> dict[str, Sink]:
    """Sinks that are owed every fact."""
    return {name: sink for name, sink in _SINKS.items() if sink.durable}


def tell_passing_sinks(envelopes: Sequence[Envelope]) -> None:
    """Give the facts to the sinks that are not owed them; what they raise stops nobody."""
    for sink in [sink for sink in _SINKS.values() if not sink.durable]:
        try:
            sink.send(envelopes)
        except Exception:
            log.exception("sink %s", sink.name)
