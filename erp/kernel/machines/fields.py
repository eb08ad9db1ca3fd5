"""The state field: only the machine's gate moves it."""

from typing import Any

from django_fsm import FSMField


class StateField(FSMField):
    """A protected state with choices; `fire` is its one gate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["protected"] = True
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)
