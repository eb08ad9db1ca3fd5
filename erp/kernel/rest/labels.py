"""What a reference is called on screen. Gathered for a whole page at once: one question for each kind of record."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from django.db.models import Model

Provider: TypeAlias = Callable[[set[Any], Any], Mapping[Any, str]]
_providers: dict[str, Provider] = {}


def provides_labels(model: str) -> Callable[[Provider], Provider]:
    """Declare who names the records of `model` (`patients.Patient`) for a viewer; without one `str()` does."""

    def declare(provider: Provider) -> Provider:
        _providers[model.lower()] = provider
        return provider

    return declare


class Labels:
    """The labels of one answer; asked once for each model and id."""

    def __init__(self, viewer: Any) -> None:
        self.viewer = viewer
        self.known: dict[tuple[type[Model], Any], str] = {}

    def fetch(self, model: type[Model], ids: Iterable[Any]) -> None:
        """Learn the labels of these records."""
        wanted = {pk for pk in ids if pk is not None and (model, pk) not in self.known}
        if not wanted:
            return
        provider = _providers.get(model._meta.label_lower)
        if provider is not None:
            found = provider(wanted, self.viewer)
        else:
            found = {pk: str(record) for pk, record in model._default_manager.in_bulk(wanted).items()}
        self.known.update({(model, pk): found.get(pk, f"#{pk}") for pk in wanted})

    def of(self, model: type[Model], pk: Any) -> str | None:
        """The label of one record; None for no record."""
        return None if pk is None else self.known.get((model, pk), f"#{pk}")
