"""A fact that happened: past tense, versioned, ids and values only."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from erp.kernel.events.codec import from_json, to_json

_TYPE = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\.v[1-9][0-9]*$")
_KNOWN: dict[str, "type[Event]"] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Subclass, name the `type` ("sales.order.paid.v1") and the field that is its `key`.

    Facts with the same key reach each listener in the order in which they were published. Without a key there is no
    order. What a published version carries is a promise: add fields with defaults, else publish a v2.
    """

    type: ClassVar[str] = ""
    key: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not _TYPE.match(cls.type):
            raise TypeError(f"{cls.__qualname__}: a type reads like 'sales.order.paid.v1', not {cls.type!r}")
        known = _KNOWN.setdefault(cls.type, cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{cls.type} is already the type of {known.__module__}.{known.__qualname__}")
        _KNOWN[cls.type] = cls  # a dataclass with slots is created twice: the later one counts

    @property
    def ordering_key(self) -> str:
        """What orders this fact among others: field and value, so that order 15 and patient 15 stay apart."""
        return f"{self.key}:{getattr(self, self.key)}" if self.key else ""

    def to_data(self) -> dict[str, Any]:
        """The values as JSON."""
        data: dict[str, Any] = to_json(self)
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The fact again, every value in its declared type."""
        event: Self = from_json(cls, data)
        return event


def event_class(type_name: str) -> type[Event] | None:
    """The class of a type, or None while the module that declares it is not installed."""
    return _KNOWN.get(type_name)
