"""Values of an event to JSON and back, by the types its class declares.

JSON knows neither Decimal nor date. They travel as text and are read back by the annotation, so that a listener gets
exactly what the publisher gave: `Decimal("80.00")` is never `80.0`.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

Decoder = Callable[[Any], Any]


def to_json(value: Any) -> Any:
    """`value` in the words of JSON. Floats are refused: no amount may pass through one."""
    if value is None or isinstance(value, bool | int | str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return to_json(value.value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, date):  # datetime too
        return _instant(value) if isinstance(value, datetime) else value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {_word(name): to_json(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [to_json(part) for part in value]
    raise TypeError(f"an event cannot carry a {type(value).__name__}")


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("an event carries aware instants only")
    return value.isoformat()


def _word(name: Any) -> str:
    if not isinstance(name, str):
        raise TypeError("a mapping in an event has text keys")
    return name


def from_json(cls: type, data: Mapping[str, Any]) -> Any:
    """An instance of dataclass `cls`. A field that is absent takes its default; unknown ones are left aside."""
    decoders = _decoders(cls)
    return cls(**{name: decoders[name](part) for name, part in data.items() if name in decoders})


@cache
def _decoders(cls: type) -> dict[str, Decoder]:
    hints = typing.get_type_hints(cls)
    return {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(cls)}


_SCALARS: dict[Any, Decoder] = {
    Decimal: Decimal,
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


def _decoder(hint: Any) -> Decoder:
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return _as_it_is
    if origin in (typing.Union, types.UnionType):
        return _optional(hint, arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        part = _decoder(arguments[1])
        return lambda value: {name: part(each) for name, each in value.items()}
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        parts = [_decoder(argument) for argument in arguments]
        return lambda value: tuple(decode(each) for decode, each in zip(parts, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return _sequence(list if origin is list else tuple, _decoder(arguments[0]))
    return _named(hint)


def _named(hint: Any) -> Decoder:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda value: from_json(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _optional(hint: Any, arguments: tuple[Any, ...]) -> Decoder:
    others = [argument for argument in arguments if argument is not type(None)]
    if len(others) != 1:
        raise TypeError(f"an event field has one type or that type and None, not {hint}")
    inner = _decoder(others[0])
    return lambda value: None if value is None else inner(value)


def _sequence(kind: type[list[Any]] | type[tuple[Any, ...]], inner: Decoder) -> Decoder:
    return lambda value: kind(inner(each) for each in value)
