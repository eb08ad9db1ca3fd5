"""Add a treatment to what a session will be charged, or take it off again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Invalid, Missing
from erp.kernel.machines.gate import born, fire
from modules.catalog import public as catalog
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.models.charge_item import ChargeSource, ChargeState
from modules.clinic.services.open_session import open_session, tell_screens


def add_charge(
    *, session_id: int, product_id: int, by: User | None, at: datetime, quantity: Decimal = Decimal(1)
) -> ChargeItem:
    """Plan a treatment. Raises SessionClosed once the session is complete, Invalid for an unknown product."""
    session = open_session(session_id, by=by, right="clinic.update_treatment_session")
    charge = add_planned_charge(session, product_id=product_id, quantity=quantity, at=at)
    tell_screens(session)
    return charge


def add_planned_charge(
    session: TreatmentSession, *, product_id: int, at: datetime, quantity: Decimal = Decimal(1)
) -> ChargeItem:
    """A charge at today's price, which the signature makes payable."""
    card = catalog.product_cards([product_id]).get(product_id)
    if card is None or card.price is None:
        raise Invalid(_("This product has no price today."), field="product_id", code="clinic.charge_item.no_price")
    charge = ChargeItem(
        session=session,
        product_id=product_id,
        quantity=quantity,
        unit_price=card.price,
        source=ChargeSource.TREATMENT,
        performed_by_id=session.therapist_id or session.practitioner_id,
    )
    born(charge, by=None, at=at)
    return charge


def remove_charge(*, session_id: int, charge_id: int, by: User | None, at: datetime) -> TreatmentSession:
    """Take a planned treatment off. Raises SessionClosed, Missing, NotNow if it is payable already."""
    session = open_session(session_id, by=by, right="clinic.update_treatment_session")
    charge = ChargeItem.objects.filter(session=session, pk=charge_id, state=ChargeState.PLANNED).first()
    if charge is None:
        raise Missing()
    fire(charge, "cancel", by=None, at=at)
    tell_screens(session)
    return session
