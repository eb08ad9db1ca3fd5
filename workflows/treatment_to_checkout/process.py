"""The ids of the records that a visit involves."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.clinic import public as clinic
from modules.sales import public as sales


class TreatmentToCheckoutProcess(Process):
    """One visit. Its title is the treatment, never the patient: the inbox is read by many."""

    appointment_id = models.BigIntegerField(null=True)
    patient_id = models.BigIntegerField()
    practitioner_staff_id = models.BigIntegerField()
    session_id = models.BigIntegerField(null=True)
    order_id = models.BigIntegerField(null=True)
    paid_event = models.UUIDField(null=True)
    next_visit = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("visit")
        verbose_name_plural = gettext_lazy("visits")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [
            models.Index(fields=["appointment_id"], name="visit_appointment"),
            models.Index(fields=["session_id"], name="visit_session"),
        ]

    def facts(self) -> list[tuple[str, str]]:
        """Where the visit stands; nothing clinical."""
        found = []
        if self.session_id is not None:
            found.append((_("Session"), clinic.session_card(self.session_id).number))
        if self.order_id is not None and (request := sales.open_request_of(self.order_id)):
            discount = f"{request.percent} %" if request.percent is not None else f"฿{request.amount:,.2f}"
            found += [(_("Discount requested"), discount), (_("Total before"), f"฿{request.total:,.2f}")]
        return found
