"""One function a node, one call to one public face."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from erp.kernel.access.models import Staff, User
from erp.kernel.events.acknowledged import unacknowledged
from modules.clinic import public as clinic
from modules.sales import public as sales
from modules.sales.data import ChargeIn, CoverIn
from workflows.treatment_to_checkout.process import TreatmentToCheckoutProcess

PAYABLE = ("planned", "billable")


def practitioner(activation: Any) -> User | None:
    """Whose task the treatment is: the practitioner's own, if she has a login."""
    staff = Staff.objects.select_related("user").filter(pk=activation.process.practitioner_staff_id).first()
    return staff.user if staff and staff.user and staff.user.is_active else None


def chart_link(process: TreatmentToCheckoutProcess) -> str:
    """Where the doctor treats."""
    return f"/emr/patients/{process.patient_id}/chart"


def till_link(process: TreatmentToCheckoutProcess) -> str:
    """Where the cashier takes the money."""
    return f"/pos?order={process.order_id}"


def draft_order(activation: Any) -> None:
    """The till opens with the visit's charges."""
    process = activation.process
    process.order_id = draft_from_charges(process.session_id, patient_id=process.patient_id, at=timezone.now())


def draft_from_charges(session_id: int, *, patient_id: int, at: datetime) -> int:
    """Draft (or bring up to date) the order of a session."""
    session = clinic.session_card(session_id)
    charges = [charge for charge in clinic.charges_of(session_id) if charge.state in PAYABLE]
    order = sales.draft_from_charges(
        source=session.reference,
        branch_id=session.branch_id,
        patient_id=patient_id,
        charges=[
            ChargeIn(
                source=f"clinic.charge_item:{charge.id}",
                product_id=charge.product_id,
                quantity=charge.quantity,
                unit_price=charge.unit_price,
                lot_id=charge.lot_id,
                stock_issued=charge.stock_issued,
                performed_by_id=charge.performed_by_id,
                cover=CoverIn(
                    kind="course",
                    reference=charge.cover.reference,
                    label=charge.cover.label,
                    value=charge.cover.value,
                )
                if charge.cover
                else None,
            )
            for charge in charges
        ],
        by=None,
        at=at,
    )
    return int(order.pk)


def await_deliveries(activation: Any) -> bool:
    """Whether everybody who hears of the payment has finished with it."""
    return unacknowledged(activation.process.paid_event) == []


def note_next_visit(process: TreatmentToCheckoutProcess, *, choice: str, note: str, by: User, at: datetime) -> None:
    """What reception agreed with the patient."""
    process.next_visit = choice
