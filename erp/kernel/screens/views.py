"""`/api/v1/screens/`: the menu and the view definitions, for the person who asks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import may
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.doors import ReadView
from erp.kernel.screens.describe import describe
from erp.kernel.screens.registry import menu_items, screens

GROUPS = {"clinical": _("Clinical"), "finance": _("Finance"), "back_office": _("Back office")}


class MenuView(ReadView):
    """Groups appear only with at least one entry that the caller has a right to."""

    right = "authenticated"

    def get(self, request: Request) -> Response:
        """Answer the sidebar."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for item in menu_items():
            if may(request.user, item.right):
                entry = {"code": item.code, "label": str(item.label), "to": item.to, "icon": item.icon}
                groups.setdefault(item.group, []).append(entry)
        menu = [
            {"group": code, "label": str(title), "items": groups[code]}
            for code, title in GROUPS.items()
            if code in groups
        ]
        return Response({"menu": menu})


class ScreenView(ReadView):
    """One noun's definition; a noun that the caller may not read is not there."""

    right = "authenticated"

    def get(self, request: Request, noun: str) -> Response:
        """Answer the screen of `noun`."""
        screen = screens().get(noun)
        module, _dot, name = noun.partition(".")
        if screen is None or not may(request.user, f"{module}.read_{name}"):
            raise Missing()
        return Response(describe(screen, request.user))
