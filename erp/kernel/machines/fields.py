"""The state field: only the machine's gate moves it."""

from typing import Any

from django.db import models
from django.db.models.signals import class_prepared
from django_fsm import FSMField


class StateField(FSMField):
    """A protected state with choices; `fire` is its one gate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["protected"] = True
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        """Join the model. Transitions are the machine's, so django-fsm need not look for them on every model made:
        migrations make thousands, and each field would go on listening."""
        super().contribute_to_class(cls, name, *args, **kwargs)
        class_prepared.disconnect(self._collect_transitions)
        self.transitions.setdefault(cls, {})
