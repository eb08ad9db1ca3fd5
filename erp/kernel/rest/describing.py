"""Whether the API is being described (OpenAPI) instead of answered: then nobody looks and every field is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_describing: ContextVar[bool] = ContextVar("describing", default=False)


def describing() -> bool:
    """True while the schema is generated."""
    return _describing.get()


@contextmanager
def description() -> Iterator[None]:
    """Describe the API inside this block."""
    token = _describing.set(True)
    try:
        yield
    finally:
        _describing.reset(token)
