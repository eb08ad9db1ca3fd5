"""What a session is charged."""

from __future__ import annotations

from modules.clinic.data import ChargeData, CoverData, SessionCard
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.models.charge_item import ChargeState
from modules.clinic.models.treatment_session import GONE


def charges_of(session_id: int) -> list[ChargeData]:
    """Every charge that is not cancelled, in the order of writing."""
    return [
        charge_data(row)
        for row in ChargeItem.objects.filter(session=session_id).exclude(state=ChargeState.CANCELLED).order_by("id")
    ]


def planned_charges(session_id: int) -> list[ChargeItem]:
    """The treatments that were planned and not done yet, in the order of writing."""
    return list(ChargeItem.objects.filter(session=session_id, state=ChargeState.PLANNED).order_by("id"))


def charge_data(row: ChargeItem) -> ChargeData:
    cover = None
    if row.cover and row.cover_value is not None:
        cover = CoverData(reference=row.cover, label=row.cover_label, value=row.cover_value)
    return ChargeData(
        id=row.pk,
        session_id=row.session_id,
        product_id=row.product_id,
        quantity=row.quantity,
        unit_price=row.unit_price,
        lot_id=row.lot_id,
        source=row.source,
        stock_issued=row.stock_issued,
        performed_by_id=row.performed_by_id,
        cover=cover,
        state=row.state,
    )


def session_card(session_id: int) -> SessionCard:
    """A session for other modules. Raises TreatmentSession.DoesNotExist."""
    return card_of(TreatmentSession.objects.get(pk=session_id))


def session_of_appointment(appointment_id: int) -> SessionCard | None:
    """The session of an appointment, once there is one."""
    rows = TreatmentSession.objects.filter(appointment=appointment_id).exclude(state__in=GONE)
    row = rows.first()
    return card_of(row) if row else None


def card_of(row: TreatmentSession) -> SessionCard:
    return SessionCard(
        id=row.pk,
        reference=row.reference,
        number=row.number,
        branch_id=row.branch_id,
        patient_id=row.patient_id,
        practitioner_id=row.practitioner_id,
        therapist_id=row.therapist_id,
        appointment_id=row.appointment_id,
        title=row.title,
        state=row.state,
        signed_at=row.signed_at,
    )
