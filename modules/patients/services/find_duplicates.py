"""Who at the desk may already be on file. Asking by a whole number counts as a look-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from erp.kernel.access.models import User
from modules.patients.data import Candidate
from modules.patients.selectors.duplicate_candidates import duplicate_candidates
from modules.patients.selectors.patients_matching import is_whole_number
from modules.patients.services.look_up_phone import look_up_phone


def find_duplicates(
    *, names: Sequence[str], phone: str, birth_on: date | None, by: User, at: datetime
) -> list[Candidate]:
    """Candidates, masked for the caller. Raises TooManyLookups as any look-up by number does."""
    same_phone = look_up_phone(phone=phone, by=by, at=at) if is_whole_number(phone) else []
    return duplicate_candidates(names=names, same_phone=same_phone, birth_on=birth_on, viewer=by)
