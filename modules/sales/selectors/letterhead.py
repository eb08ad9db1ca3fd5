"""Who issues a document and where, as it is frozen on it."""

from typing import Any

from django.db import connection

from erp.kernel.documents.refusals import Missing
from modules.sales.selectors.desk import OFFICE, Desk


def letterhead(desk: Desk) -> dict[str, Any]:
    """Company, branch and register, in both languages."""
    return {
        "company_name": desk.company_name,
        "company_name_th": desk.company_name_th or desk.company_name,
        "branch_name": desk.branch_name,
        "branch_name_th": desk.branch_name_th or desk.branch_name,
        "tax_id": desk.tax_id,
        "tax_branch_code": desk.tax_branch_code,
        "address": desk.address,
        "address_th": desk.address_th or desk.address,
        "phone": desk.phone,
        "register": desk.register_code,
    }


def office(branch_id: int, *, on: Any) -> Desk:
    """A branch as a desk without a drawer: for documents that are written away from the till. Raises Missing."""
    with connection.cursor() as cursor:
        cursor.execute(OFFICE, {"branch": branch_id, "on": on})
        row = cursor.fetchone()
    if row is None:
        raise Missing(branch=branch_id)
    return Desk(*row)
