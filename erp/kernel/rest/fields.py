"""Fields of the API that know who is looking."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from erp.kernel.access.rights import FieldAccess, field_access, rights
from erp.kernel.documents.nouns import noun_of
from erp.kernel.rest.describing import describing
from erp.kernel.rest.masks import HIDDEN, masked

NOBODY = AnonymousUser()


def viewer_of(context: Mapping[str, Any]) -> Any:
    """Who reads this answer. Without a viewer in the context: nobody, who reads the least."""
    if describing():
        return None
    if "user" in context:
        return context["user"]
    return getattr(context.get("request"), "user", None) or NOBODY


class PDPAMaskingField(serializers.CharField):
    """Personal data under Thailand's Personal Data Protection Act: in full, masked or absent, by the caller's role.

    The rule is the field's line in the module's rights.toml (`noun` and `column` default to the serializer's model
    and the field's source). A masked value sent back unchanged means unchanged; a changed one that still carries the
    mask is refused, so that it can never overwrite the real value.
    """

    default_error_messages = {"masked_value": _("A masked value cannot be saved; leave it as it is or give a new one.")}

    def __init__(self, *, noun: str | None = None, column: str | None = None, **kwargs: Any) -> None:
        self.noun, self.column = noun, column
        super().__init__(**kwargs)

    def _rule_name(self) -> tuple[str, str]:
        model = getattr(getattr(self.parent, "Meta", None), "model", None)
        noun = self.noun or getattr(self.parent, "noun", None) or (noun_of(model) if model else "")
        return noun, self.column or (self.source or self.field_name or "").replace(".", "__")

    @property
    def access(self) -> FieldAccess:
        """How the viewer reads this field."""
        return field_access(viewer_of(self.context), *self._rule_name())

    @property
    def mask(self) -> str:
        """The kind of mask that the rule names."""
        noun, column = self._rule_name()
        rule = rights().fields.get(noun, {}).get(column)
        return rule.mask if rule else "all"

    def to_representation(self, value: Any) -> Any:
        """The value, its mask, or nothing."""
        access = self.access
        if access == "hidden":
            return None
        return masked(value, self.mask) if access == "masked" else super().to_representation(value)

    def to_internal_value(self, data: Any) -> str:
        """The value sent; the record's own mask means that nothing was changed."""
        value = super().to_internal_value(data)
        if self.access != "full" and value:
            record = getattr(self.parent, "instance", None)
            present = None if record is None else self.get_attribute(record)
            if present and value == masked(present, self.mask):
                raise serializers.SkipField()
            if HIDDEN * 3 in value:
                self.fail("masked_value")
        return value
