"""What the catalogue refuses."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, Missing, NotNow


class UnknownProduct(Missing):
    """No such product."""

    code = "catalog.product.unknown"
    title = _("There is no such product")


class NoPrice(Missing):
    """The product has no price on that day."""

    code = "catalog.product.no_price"
    title = _("The product has no price on that day")


class PriceStartsTooEarly(Invalid):
    """A new price must start after the one in force did."""

    code = "catalog.price_entry.starts_too_early"
    title = _("A later price is already set")


class PriceListIsOver(NotNow):
    """A retired list does not change."""

    code = "catalog.price_list.over"
    title = _("This price list is retired")


class PriceListNotInForce(NotNow):
    """Not active, not on this day, or not in this branch."""

    code = "catalog.price_list.not_in_force"
    title = _("Nothing is sold by this price list here today")
