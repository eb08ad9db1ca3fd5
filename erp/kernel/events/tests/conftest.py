from collections.abc import Callable, Iterator
from typing import Any

import pytest

from erp.kernel.events.event import Event
from erp.kernel.events.listeners import forget, listens


@pytest.fixture
def listen() -> Iterator[Callable[..., None]]:
    """`listen(Event, function)` for the length of a test."""
    heard: list[Any] = []

    def register(event: type[Event], handle: Any) -> None:
        listens(event)(handle)
        heard.append(handle)

    yield register
    for handle in heard:
        forget(handle)
