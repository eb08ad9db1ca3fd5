"""People as the ledger's lines name them."""

from collections.abc import Collection

from erp.kernel.access.models import Staff
from modules.ledger import public as ledger

STAFF = "staff"


def people_dimensions(staff_ids: Collection[int] | None = None) -> dict[int, ledger.Dimension]:
    """The dimension of each person; of everybody when none is named."""
    people = Staff.objects.all() if staff_ids is None else Staff.objects.filter(pk__in=staff_ids)
    return {pk: ledger.Dimension(kind=STAFF, code=str(pk), title=name) for pk, name in people.values_list("pk", "name")}
