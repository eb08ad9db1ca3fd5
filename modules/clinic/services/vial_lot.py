"""Which lots a session may draw from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Invalid
from modules.inventory import public as inventory


def check_lot(*, product_id: int, lot_id: int, branch_id: int) -> None:
    """Raise Invalid unless the lot is of this product and may be used."""
    lot = inventory.lot_cards([lot_id]).get(lot_id)
    if lot is None or lot.product_id != product_id:
        raise Invalid(_("This lot is of another product."), field="lot_id", code="clinic.vial.wrong_lot")
