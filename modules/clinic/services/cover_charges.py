"""Let what the patient has paid before cover the charges."""

from __future__ import annotations

from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.hooks.hook import contributors
from modules.clinic.hooks import ChargeCover
from modules.clinic.models import ChargeItem, TreatmentSession
from modules.clinic.models.charge_item import ChargeState
from modules.clinic.selectors.charges import card_of, charge_data


def cover_charges(session: TreatmentSession, *, by: User | None, at: datetime) -> None:
    """Ask every contributor in turn for what is still uncovered."""
    for hook in contributors(ChargeCover):  # type: ignore[type-abstract]
        open_rows = {
            row.pk: row
            for row in ChargeItem.objects.filter(session=session, state=ChargeState.BILLABLE, cover="").order_by("id")
        }
        if not open_rows:
            return
        covers = hook.cover(
            session=card_of(session), charges=[charge_data(row) for row in open_rows.values()], by=by, at=at
        )
        for pk, cover in covers.items():
            row = open_rows[pk]
            row.cover, row.cover_label, row.cover_value = cover.reference, cover.label, cover.value
            row.save()


def release_covers(session: TreatmentSession, *, by: User | None, at: datetime) -> None:
    """Give back everything that was reserved for this session."""
    rows = ChargeItem.objects.filter(session=session).exclude(cover="")
    references = [row.cover for row in rows]
    if references:
        for hook in contributors(ChargeCover):  # type: ignore[type-abstract]
            hook.release(references=references, by=by, at=at)
