"""Complete a session: every unit that was drawn is accounted for."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.machines.gate import fire
from modules.clinic.data import VialAccount
from modules.clinic.errors import VialsDoNotBalance
from modules.clinic.models import TreatmentSession
from modules.clinic.selectors.vial_accounts import vial_accounts
from modules.clinic.services.open_session import locked_session, tell_screens
from modules.patients import public as patients


def complete_session(*, session_id: int, by: User | None, at: datetime) -> TreatmentSession:
    """Raises NotNow unless it is in progress, VialsDoNotBalance naming the vial."""
    session = locked_session(session_id)
    fire(session, "complete", by=by, at=at)
    for account in vial_accounts(session.pk):
        if not account.balanced:
            raise _unbalanced(account)
    patients.note_visit(
        patient_id=session.patient_id,
        branch_id=session.branch_id,
        visited_on=timezone.localdate(at),
        source=session.reference,
        at=at,
    )
    tell_screens(session)
    return session


def _unbalanced(account: VialAccount) -> VialsDoNotBalance:
    return VialsDoNotBalance(
        _("%(product)s, lot %(lot)s: drawn %(drawn)s, charted %(charted)s, wasted %(wasted)s.")
        % {
            "product": account.product_name,
            "lot": account.lot_code,
            "drawn": account.drawn,
            "charted": account.charted,
            "wasted": account.wasted,
        },
        remedy=_("Chart the missing units, or record them as wasted with a reason."),
        product_id=account.product_id,
        lot_id=account.lot_id,
        difference=str(account.difference),
    )
