"""A visit that will not be paid: each module takes back what it did."""

from datetime import datetime

from erp.kernel.flows.models import Process
from erp.kernel.flows.services.cancel_process import cancel_process
from modules.clinic import public as clinic
from modules.sales import public as sales
from workflows.treatment_to_checkout.process import TreatmentToCheckoutProcess


def undo_visit(process: TreatmentToCheckoutProcess, *, reason: str, at: datetime) -> None:
    """Drop the draft, release charges, holds and supplies, end the process. Done twice, it changes nothing."""
    if process.session_id is not None:
        session = clinic.session_card(process.session_id)
        sales.drop_draft(source=session.reference, reason=reason, by=None, at=at)
        clinic.cancel_charges(session_id=process.session_id, reason=reason, by=None, at=at)
    if Process.objects.filter(pk=process.pk, finished__isnull=True).exists():
        cancel_process(process_id=process.pk, by=None, at=at)
