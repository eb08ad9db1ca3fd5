"""Keep what the patient signed on the screen for the sessions that a bill uses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from erp.kernel.access.models import User
from modules.courses.errors import SignatureInvalid, SignatureMissing
from modules.courses.models import CourseSignature
from modules.courses.selectors.settings import settings_of_courses

MOST_STROKES, MOST_POINTS = 200, 4000


def keep_signature(
    *, strokes: Any, document: str, patient_id: int | None, branch_id: int, by: User | None, at: datetime
) -> CourseSignature | None:
    """Write it down; None when there is none and none is needed. Raises SignatureMissing or SignatureInvalid."""
    if not strokes:
        if settings_of_courses().requires_signature:
            raise SignatureMissing(field="signature")
        return None
    if patient_id is None or not _is_signature(strokes):
        raise SignatureInvalid(field="signature")
    return CourseSignature.objects.create(
        branch_id=branch_id, patient_id=patient_id, document=document, strokes=strokes, signed_at=at, taken_by=by
    )


def _is_signature(strokes: Any) -> bool:
    """Strokes of points `[x, y]` in 0..1, of a sane number."""
    if not isinstance(strokes, list) or len(strokes) > MOST_STROKES:
        return False
    if not all(isinstance(stroke, list) and stroke for stroke in strokes):
        return False
    points = [point for stroke in strokes for point in stroke]
    return 2 <= len(points) <= MOST_POINTS and all(_is_point(point) for point in points)


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(at, int | float) and not isinstance(at, bool) and 0 <= at <= 1 for at in point)
    )
