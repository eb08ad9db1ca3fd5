"""Default deny: a door that declares no right opens for nobody."""

from collections.abc import Iterable
from typing import Any, Final

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from erp.kernel.access.errors import NotSignedIn
from erp.kernel.access.models import User
from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import NotAllowed

PUBLIC: Final = "public"  # anybody, signed in or not: sign-in itself
SIGNED_IN: Final = "authenticated"  # anybody with a session: one's own things


class DeclaredRight(BasePermission):
    """Asks the view which right the request needs, and the table whether the caller holds it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Raise NotSignedIn or NotAllowed unless the caller may pass."""
        declared = declared_rights(view, request)
        if declared == (PUBLIC,):
            return True
        if not isinstance(request.user, User):
            raise NotSignedIn()
        if not declared:
            raise NotAllowed(code="rest.no_right_declared")
        for right in declared:
            if right != SIGNED_IN:
                require(request.user, right)
        return True


def declared_rights(view: Any, request: Request) -> tuple[str, ...]:
    """The rights that this request to `view` needs; empty when the view declares none."""
    ask = getattr(view, "rights_for", None)
    if ask is None:
        return ()
    rights: str | Iterable[str] | None = ask(request)
    if rights is None:
        return ()
    return (rights,) if isinstance(rights, str) else tuple(rights)
