"""People as the ledger's lines name them."""

from collections.abc import Collection

from erp.kernel.access.models import Staff
from modules.ledger import public as ledger


def people_dimensions(staff_ids: Collection[int]) -> dict[int, ledger.Dimension]:
    """The dimension of each person."""
    names = Staff.objects.filter(pk__in=staff_ids).values_list("pk", "name")
    return {pk: ledger.Dimension(kind="staff", code=str(pk), title=name) for pk, name in names}
