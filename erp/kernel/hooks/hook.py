"""Typed points where a module above contributes to one below, inside the same transaction.

The lower module declares an abstract `Hook` in its `hooks.py` and asks `contributors`; the upper one implements it in
its `extensions.py` under `@contributes`. Contributors are asked in the order in which their modules were loaded.
"""

from abc import ABC
from collections.abc import Callable
from typing import Any, TypeVar

H = TypeVar("H", bound="Hook")

_CONTRIBUTORS: dict[type["Hook"], list[Any]] = {}


class Hook(ABC):  # noqa: B024  (each hook declares its own abstract methods)
    """Base of every hook; a hook keeps no state."""


def contributes(hook: type[Hook]) -> Callable[[type[H]], type[H]]:
    """Register the decorated class as a contributor to `hook`."""

    def register(contributor: type[H]) -> type[H]:
        if not issubclass(contributor, hook):
            raise TypeError(f"{contributor.__name__} does not implement {hook.__name__}")
        known = _CONTRIBUTORS.setdefault(hook, [])
        if all(type(other) is not contributor for other in known):
            known.append(contributor())
        return contributor

    return register


def contributors(hook: type[H]) -> list[H]:
    """All contributions to `hook` of the installed modules."""
    return list(_CONTRIBUTORS.get(hook, ()))
