"""Face charts: the last version of each view, and what came before."""

from __future__ import annotations

from modules.clinic.models import FaceChart


def latest_charts(session_id: int) -> list[FaceChart]:
    """One chart a view: the last version."""
    return list(FaceChart.objects.filter(session=session_id).order_by("view", "-version_no").distinct("view"))


def version_of(session_id: int, view: str) -> int:
    """The number of the last version of a view; 0 before the first."""
    last = FaceChart.objects.filter(session=session_id, view=view).order_by("-version_no").first()
    return last.version_no if last else 0
