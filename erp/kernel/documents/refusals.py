"""Refusals: what a service raises when it will not do as asked. Each has a stable code and says the remedy."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Refusal(Exception):
    """Base of every business refusal; `rest` turns it into an RFC 9457 problem answer.

    `extra` joins the problem's body (for a conflict: the state as it is now).
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    title: ClassVar[StrOrPromise] = _("This cannot be done")

    def __init__(
        self,
        detail: StrOrPromise = "",
        *,
        code: str | None = None,
        field: str | None = None,
        remedy: StrOrPromise = "",
        **extra: Any,
    ) -> None:
        super().__init__(str(code or self.code))
        self.detail = detail or self.title
        self.refusal_code = code or self.code
        self.field = field
        self.remedy = remedy
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.refusal_code}: {self.detail}"


class NotNow(Refusal):
    """The record's state or circumstances do not admit the verb now."""

    code = "not_now"
    title = _("Not possible in the present state")


class NotAllowed(Refusal):
    """The caller has no right to the verb, or not on this record."""

    code = "not_allowed"
    status = 403
    title = _("You have no right to do this")


class Invalid(Refusal):
    """A value is missing or wrong; `field` names it."""

    code = "invalid"
    status = 422
    title = _("A value is not valid")


class Missing(Refusal):
    """No such record, or none that the caller may see."""

    code = "not_found"
    status = 404
    title = _("Not found")


class Stale(Refusal):
    """The record was changed since the caller read it."""

    code = "stale"
    status = 412
    title = _("Somebody changed this in the meantime")


class Busy(Refusal):
    """Another request is at the same work; the caller may try again."""

    code = "busy"
    title = _("Another request is working on this; try again in a moment")
    retry_after = 1
