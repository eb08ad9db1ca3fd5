"""Say what was done about something that an offline sale left behind."""

from datetime import datetime
from typing import Any

from erp.kernel.documents.refusals import Missing
from erp.kernel.machines.gate import fire
from erp.kernel.realtime.announce import announce
from modules.sales.models import OfflineFinding


def settle_finding(*, offline_finding_id: int, note: str, by: Any, at: datetime) -> OfflineFinding:
    """Close the finding with a word about it. The caller holds the transaction. Raises NotNow or NotAllowed."""
    found = (
        OfflineFinding.objects.select_for_update(of=("self",))
        .select_related("sale__register_session")
        .filter(pk=offline_finding_id)
        .first()
    )
    if found is None:
        raise Missing(offline_finding=offline_finding_id)
    fire(found, "settle", by=by, at=at, settler=by, note=note)
    branch_id = found.sale.register_session.branch_id
    announce("sales.offline_finding", found.pk, found.version, branch_id=branch_id)
    return found
