"""Base records. What a table of the product has in common, and what the application's role may do to it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from erp.kernel.documents.nouns import noun_of

READ_AND_WRITE = frozenset({"SELECT", "INSERT", "UPDATE"})
APPEND = frozenset({"SELECT", "INSERT"})


class Fact(models.Model):
    """A row that is written once: the application's role may neither change nor delete it."""

    application_may: ClassVar[frozenset[str]] = APPEND

    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """How other records name this one: `module.noun:id`."""
        return f"{noun_of(type(self))}:{self.pk}"


class Record(models.Model):
    """A row that changes: with a version for optimistic locking, both kept by the database (`standing.py`)."""

    application_may: ClassVar[frozenset[str]] = READ_AND_WRITE
    keeps_history: ClassVar[bool] = True  # changes are written to the audit trail by trigger
    history_from_birth: ClassVar[bool] = False  # also who made the row: for links that are made and deleted
    history_without: ClassVar[frozenset[str]] = frozenset()  # columns whose values are secret

    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(db_default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """How other records name this one: `module.noun:id`."""
        return f"{noun_of(type(self))}:{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and know the version that the database has given."""
        changing = not self._state.adding
        super().save(*args, **kwargs)
        if changing and isinstance(self.version, int):
            self.version += 1

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """Reload; the state field refuses assignment, so it is forgotten first."""
        names: Sequence[str] = [field.name for field in self._meta.concrete_fields] if fields is None else list(fields)
        for name in names:
            field = self._meta.get_field(name)
            if getattr(field, "protected", False):
                self.__dict__.pop(name, None)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)


class Document(Record):
    """A numbered record of a branch."""

    number = models.CharField(max_length=40, blank=True, db_index=True)
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"
