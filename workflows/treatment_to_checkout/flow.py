"""Nodes and arrows of a visit. Names are stored: add, never rename or remove."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.nodes import End, Function, HumanTask, Job, StartHandle
from workflows.treatment_to_checkout import steps
from workflows.treatment_to_checkout.process import TreatmentToCheckoutProcess


class TreatmentToCheckout(Flow):
    """From treatment to checkout."""

    process_class = TreatmentToCheckoutProcess
    process_title = _("From treatment to checkout")

    start = StartHandle().Next(this.treat)
    treat = (
        HumanTask(
            title=_("Treat"),
            permission="clinic.sign_treatment_session",
            link=steps.chart_link,
            due=timedelta(hours=2),
        )
        .Assign(steps.practitioner)
        .Next(this.draft_order)
    )
    draft_order = Function(steps.draft_order).Next(this.check_out)
    check_out = HumanTask(
        title=_("Check out"), permission="sales.pay_order", link=steps.till_link, due=timedelta(minutes=30)
    ).Next(this.await_deliveries)
    await_deliveries = Job(steps.await_deliveries, title=_("Book what follows")).Next(this.offer_next_visit)
    offer_next_visit = HumanTask(
        title=_("Offer the next visit"),
        permission="appointments.create_appointment",
        choices={"booked": _("Booked"), "not_wanted": _("Not wanted")},
        decide=steps.note_next_visit,
        due=timedelta(days=1),
    ).Next(this.end)
    end = End()
