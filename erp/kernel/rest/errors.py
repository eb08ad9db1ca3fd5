"""Refusals of the doors themselves."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Busy, Invalid, NotAllowed, Refusal


class KeyRequired(Refusal):
    """A verb that moves money is asked without an idempotency key."""

    code = "rest.idempotency_key_required"
    status = 400
    title = _("The header Idempotency-Key is missing")


class KeyMalformed(Refusal):
    """The key is too long or not plain text."""

    code = "rest.idempotency_key_malformed"
    status = 400
    title = _("The header Idempotency-Key must be 1 to 128 printable characters")


class KeyReused(Invalid):
    """The same key came with another body."""

    code = "rest.idempotency_key_reused"
    title = _("This Idempotency-Key was used for a different request")


class KeyInFlight(Busy):
    """The same request is being answered right now."""

    code = "rest.idempotency_key_in_flight"
    title = _("The same request is being answered right now; ask again in a moment")


class FieldNotReadable(NotAllowed):
    """A masked field could be guessed by filtering, sorting or summing: it may not be used so."""

    code = "rest.field_not_readable"
    title = _("This field cannot be searched, filtered or sorted by you")


class UnknownField(Invalid):
    """The list does not offer this field."""

    code = "rest.unknown_field"
    title = _("This field is not offered here")


class BadFilter(Invalid):
    """The filter is not in the filter language."""

    code = "rest.bad_filter"
    title = _("The filter is not understood")


class BadPaging(Invalid):
    """limit or offset is not a whole number in its bounds."""

    code = "rest.bad_paging"
    title = _("limit or offset is out of bounds")


class BadVersion(Refusal):
    """If-Match does not hold a version number."""

    code = "rest.bad_if_match"
    status = 400
    title = _("If-Match must hold the record's version")


class MaskedValue(Invalid):
    """Somebody sends a masked value that is not the record's: it must not overwrite the real one."""

    code = "rest.masked_value"
    title = _("A masked value cannot be saved")
