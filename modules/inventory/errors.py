"""What the inventory refuses."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, Missing, NotNow


class OutOfStock(NotNow):
    """There is less than asked for; `product_id`, `wanted` and `available` say what and how much."""

    code = "inventory.stock.out"
    title = _("There is not enough in stock")


class LotNotUsable(NotNow):
    """The lot is quarantined, recalled, or past its day."""

    code = "inventory.lot.not_usable"
    title = _("This lot may not be used")


class UnknownLot(Missing):
    """No such lot of this product."""

    code = "inventory.lot.unknown"
    title = _("There is no such lot")


class NothingIssued(Missing):
    """The source moved no stock."""

    code = "inventory.move.nothing_issued"
    title = _("Nothing was issued for this document")


class NotStocked(Invalid):
    """The product is not kept in stock."""

    code = "inventory.product.not_stocked"
    title = _("This product is not kept in stock")


class QuantityNotPositive(Invalid):
    """A quantity must be above zero."""

    code = "inventory.quantity.not_positive"
    title = _("The quantity must be above zero")
