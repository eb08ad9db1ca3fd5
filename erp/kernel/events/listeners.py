"""Who wants to hear what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from erp.kernel.events.event import Event
from erp.kernel.registry.discovery import discover

Handler = TypeVar("Handler", bound=Callable[..., None])

_BY_TYPE: dict[str, list["Listener"]] = {}
_BY_NAME: dict[str, dict[str, "Listener"]] = {}


@dataclass(frozen=True, kw_only=True)
class Listener:
    """A function that hears one type of fact. Its name "<module>.<function>" is a contract: deliveries store it."""

    name: str
    event: type[Event]
    handle: Callable[..., None]

    @property
    def module(self) -> str:
        """The module that listens."""
        return self.name.partition(".")[0]


def listens(event: type[Event]) -> Callable[[Handler], Handler]:
    """Deliver every `event` to the decorated `on_…(event, *, event_id)`.

    At least once, in a worker, in a transaction that also ticks the delivery. So the listener is idempotent by
    `event_id` where it acts outside the database, it may not refuse what has happened, and when it raises it is tried
    again, 8 times in all.
    """

    def register(handle: Handler) -> Handler:
        listener = Listener(name=f"{module_of(handle)}.{handle.__name__}", event=event, handle=handle)
        known = _BY_NAME.setdefault(listener.name, {})
        twin = known.get(event.type)
        if twin is not None and twin.handle.__module__ != handle.__module__:
            raise TypeError(f"{listener.name} already listens to {event.type}")
        known[event.type] = listener
        listeners = [other for other in _BY_TYPE.get(event.type, []) if other.name != listener.name]
        _BY_TYPE[event.type] = [*listeners, listener]
        return handle

    return register


def module_of(handle: Callable[..., Any]) -> str:
    """`modules.sales.listeners` is "sales", `erp.kernel.files.listeners` is "files"; a wheel's manifest names it."""
    place = f"{handle.__module__}."
    for manifest in discover().values():
        if place.startswith(f"{manifest.package}."):
            return manifest.name
    parts = handle.__module__.split(".")
    for storey in (["modules"], ["workflows"], ["erp", "kernel"]):
        if parts[: len(storey)] == storey and len(parts) > len(storey):
            return parts[len(storey)]
    return parts[0]


def listeners_of(type_name: str) -> list[Listener]:
    """Who hears facts of this type, in the order of registration."""
    return _BY_TYPE.get(type_name, [])


def listener_named(name: str, type_name: str) -> Listener | None:
    """The listener that a delivery names, or None while its module is not installed in this process."""
    return _BY_NAME.get(name, {}).get(type_name)


def listeners_in(module: str) -> list[Listener]:
    """Everything that `module` hears."""
    return [each for known in _BY_NAME.values() for each in known.values() if each.module == module]


def forget(handle: Callable[..., Any]) -> None:
    """Take a listener out again: for tests that register their own."""
    name = f"{module_of(handle)}.{handle.__name__}"
    for type_name in _BY_NAME.pop(name, {}):
        _BY_TYPE[type_name] = [other for other in _BY_TYPE[type_name] if other.name != name]


@contextmanager
def deaf(module: str) -> Iterator[None]:
    """Meanwhile facts are not routed to `module`: for a loader that tells the past, where nobody waits for anything."""
    before = {type_name: list(listeners) for type_name, listeners in _BY_TYPE.items()}
    for type_name, listeners in before.items():
        _BY_TYPE[type_name] = [each for each in listeners if each.module != module]
    try:
        yield
    finally:
        _BY_TYPE.update(before)


def known_names() -> set[str]:
    """The names of all listeners in this process."""
    return set(_BY_NAME)
