"""Write a deposit or collection with its payments, its document and its number."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from erp.kernel.bulk.inserts import insert_rows
from erp.kernel.documents.refusals import Missing
from erp.kernel.events.publish import publish_all
from erp.kernel.realtime.announce import changed
from erp.kernel.sequences.numbers import take_number
from modules.sales.events import RemittanceMade
from modules.sales.models import Remittance, RemittancePrint, RemittanceTender
from modules.sales.selectors.desk import Desk
from modules.sales.selectors.remittances import SERIES, remittance_content
from modules.sales.selectors.tenders import Taken

ZERO = Decimal("0.00")


def write_remittance(
    desk: Desk,
    kind: str,
    payment: Sequence[Taken],
    *,
    content: Mapping[str, Any],
    note: str,
    by: Any,
    at: datetime,
    **about: Any,
) -> Remittance:
    """Number it, freeze its document, write it and tell. The caller has locked what it moves."""
    number = take_number(SERIES[kind], branch=desk, on=desk.business_on, register=desk.register_code)
    remittance = Remittance.objects.create(
        number=number,
        branch_id=desk.branch_id,
        kind=kind,
        register_session_id=desk.session_id,
        business_on=desk.business_on,
        amount=sum((tender.amount for tender in payment), ZERO),
        note=note.strip(),
        made_at=at,
        made_by=by,
        document=remittance_content(
            kind, payment, number=number, desk=desk, note=note.strip(), by=by, at=at, **content
        ),
        **about,
    )
    insert_rows(
        RemittanceTender,
        ("remittance_id", "kind", "amount", "tendered", "reference"),
        [(remittance.pk, each.kind, each.amount, each.tendered, each.reference) for each in payment],
    )
    publish_all(
        [
            RemittanceMade(
                remittance_id=remittance.pk,
                kind=kind,
                branch_id=desk.branch_id,
                amount=remittance.amount,
                made_at=at,
                business_on=desk.business_on,
            ),
            changed("sales.remittance", remittance.pk, 1, branch_id=desk.branch_id),
        ]
    )
    return remittance


def reprint_remittance(*, remittance_id: int, by: Any, at: datetime) -> dict[str, int]:
    """Write down one print of its document. Raises Missing. The caller holds the transaction."""
    remittance = Remittance.objects.filter(pk=remittance_id).first()
    if remittance is None:
        raise Missing(remittance=remittance_id)
    RemittancePrint.objects.create(remittance=remittance, printed_at=at, printed_by=by)
    return {"printed_count": remittance.prints.count()}
