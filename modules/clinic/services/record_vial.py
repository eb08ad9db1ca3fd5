"""Record units drawn from a vial, and those thrown away."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Invalid
from modules.clinic.models import TreatmentSession, VialDraw, VialWaste
from modules.clinic.services.open_session import open_session, tell_screens
from modules.clinic.services.vial_lot import check_lot


def record_draw(
    *, session_id: int, product_id: int, lot_id: int, units: Decimal, by: User | None, at: datetime
) -> TreatmentSession:
    """Units taken up for this patient. Raises SessionClosed, or Invalid naming what is wrong."""
    session = open_session(session_id, by=by, right="clinic.update_treatment_session")
    _check(session, product_id, lot_id, units)
    VialDraw.objects.create(
        session=session, product_id=product_id, lot_id=lot_id, units=units, recorded_at=at, recorded_by=by
    )
    tell_screens(session)
    return session


def record_waste(
    *, session_id: int, product_id: int, lot_id: int, units: Decimal, reason: str, by: User | None, at: datetime
) -> TreatmentSession:
    """Units taken up and thrown away. Raises SessionClosed, or Invalid naming what is wrong."""
    session = open_session(session_id, by=by, right="clinic.update_treatment_session")
    _check(session, product_id, lot_id, units)
    VialWaste.objects.create(
        session=session,
        product_id=product_id,
        lot_id=lot_id,
        units=units,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    )
    tell_screens(session)
    return session


def _check(session: TreatmentSession, product_id: int, lot_id: int, units: Decimal) -> None:
    if units <= 0:
        raise Invalid(field="units")
    check_lot(product_id=product_id, lot_id=lot_id, branch_id=session.branch_id)
