"""Facts that start a visit and move it on."""

from uuid import UUID

from django.utils import timezone

from erp.kernel.events.listeners import listens
from erp.kernel.flows.services.complete_human_task import complete_human_task
from erp.kernel.flows.services.start_process import start_process
from modules.appointments import public as appointments
from modules.appointments.events import AppointmentArrived, AppointmentCancelled
from modules.clinic import public as clinic
from modules.clinic.events import TreatmentCancelled, TreatmentSigned
from modules.sales.events import OrderPaid, OrderVoided
from workflows.treatment_to_checkout.flow import TreatmentToCheckout
from workflows.treatment_to_checkout.process import TreatmentToCheckoutProcess
from workflows.treatment_to_checkout.steps import draft_from_charges
from workflows.treatment_to_checkout.undo import undo_visit

SESSION = "clinic.treatment_session:"


@listens(AppointmentArrived)
def on_appointment_arrived(event: AppointmentArrived, *, event_id: UUID) -> None:
    """The patient is here: the visit begins."""
    card = appointments.appointment_cards([event.appointment_id])[event.appointment_id]
    start_process(
        TreatmentToCheckout,
        event_id=event_id,
        branch_id=event.branch_id,
        subject=f"appointments.appointment:{event.appointment_id}",
        title=card.title,
        appointment_id=event.appointment_id,
        patient_id=event.patient_id,
        practitioner_staff_id=event.practitioner_staff_id,
    )


@listens(TreatmentSigned)
def on_treatment_signed(event: TreatmentSigned, *, event_id: UUID) -> None:
    """The doctor has signed; a session without an appointment begins its visit here."""
    process = TreatmentToCheckoutProcess.objects.filter(
        appointment_id=event.appointment_id, appointment_id__isnull=False
    ).first()
    if process is None:
        session = clinic.session_card(event.session_id)
        process = start_process(
            TreatmentToCheckout,
            event_id=event_id,
            branch_id=event.branch_id,
            subject=session.reference,
            title=session.title,
            patient_id=event.patient_id,
            practitioner_staff_id=event.practitioner_staff_id,
        )
    complete_human_task(process, "treat", event_id, session_id=event.session_id)


@listens(OrderPaid)
@listens(OrderVoided)
def on_order(event: OrderPaid | OrderVoided, *, event_id: UUID) -> None:
    """The visit is paid; or its payment was undone, and it can be paid again."""
    process = _process_of(event.source)
    if process is None or process.session_id is None:
        return
    at = timezone.now()
    document = f"sales.order:{event.order_id}"
    if isinstance(event, OrderVoided):
        clinic.unbill_charges(session_id=process.session_id, billed_by=document, at=at)
        order_id = draft_from_charges(process.session_id, patient_id=process.patient_id, at=at)
        TreatmentToCheckoutProcess.objects.filter(pk=process.pk).update(order_id=order_id)
        return
    clinic.bill_charges(session_id=process.session_id, billed_by=document, at=at)
    complete_human_task(process, "check_out", event_id, order_id=event.order_id, paid_event=event_id)


@listens(AppointmentCancelled)
def on_appointment_cancelled(event: AppointmentCancelled, *, event_id: UUID) -> None:
    """The visit does not take place."""
    for process in TreatmentToCheckoutProcess.objects.filter(appointment_id=event.appointment_id):
        undo_visit(process, reason="appointment cancelled", at=timezone.now())


@listens(TreatmentCancelled)
def on_treatment_cancelled(event: TreatmentCancelled, *, event_id: UUID) -> None:
    """The treatment was broken off or entered in error."""
    named = TreatmentToCheckoutProcess.objects.filter(session_id=event.session_id)
    if event.appointment_id is not None:
        named = named | TreatmentToCheckoutProcess.objects.filter(appointment_id=event.appointment_id)
    for process in named:
        undo_visit(process, reason="treatment cancelled", at=timezone.now())


def _process_of(source: str) -> TreatmentToCheckoutProcess | None:
    if not source.startswith(SESSION):
        return None
    session_id = int(source.removeprefix(SESSION))
    return TreatmentToCheckoutProcess.objects.filter(session_id=session_id).first()
