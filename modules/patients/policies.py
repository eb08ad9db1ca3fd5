"""Who may, beyond the table of rights. Pure yes or no."""

from __future__ import annotations

from typing import Final

from erp.kernel.access.models import User
from erp.kernel.access.rights import field_access

NOUN: Final = "patients.patient"


def may_read_phone(user: User | None) -> bool:
    """Whether this person reads numbers in full. Where no viewer is named, nobody does."""
    return user is not None and field_access(user, NOUN, "phone") == "full"
