"""Registers, their sessions, and what devices sold without the server."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Filter, Screen, Section
from modules.sales.models import CashRounding, DeviceSeries, OfflineFinding, OfflineSale, Register, RegisterSession
from modules.sales.screens.forms import REASON

REGISTERS = [
    Screen(
        model=CashRounding,
        endpoint="/api/v1/sales/cash-rounding/",
        title=_("Cash rounding"),
        title_plural=_("Cash rounding"),
        columns=("branch", "step"),
        order="branch",
    ),
    Screen(
        model=RegisterSession,
        endpoint="/api/v1/sales/register-sessions/",
        title=_("Register session"),
        title_plural=_("Register sessions"),
        columns=("business_on", "register", "opened_by", "opened_at", "closed_at", "counted", "over_short", "state"),
        form=(
            Section(title=_("Shift"), fields=("number", "register", "branch", "business_on", "state", "float")),
            Section(title=_("Opened"), fields=("opened_by", "opened_at")),
            Section(
                title=_("Closed"),
                fields=("closed_by", "closed_at", "counted", "expected", "over_short", "close_reason"),
            ),
        ),
        order="-opened_at",
        filters=(Filter(code="running", label=_("Running"), where={"state": {"ne": "closed"}}),),
        group_by=("state", "register", "business_on"),
        labels={"float": _("Float"), "over_short": _("Over or short")},
        creates=False,
        edits=False,
    ),
    Screen(
        model=Register,
        endpoint="/api/v1/sales/registers/",
        title=_("Register"),
        title_plural=_("Registers"),
        columns=("branch", "code", "name", "name_th", "is_active"),
        order="code",
    ),
    Screen(
        model=OfflineFinding,
        endpoint="/api/v1/sales/offline-findings/",
        title=_("Finding about an offline sale"),
        title_plural=_("Offline sales to check"),
        columns=("sale", "kind", "product", "quantity", "detail", "state", "settled_by", "note"),
        filters=(Filter(code="open", label=_("To settle"), where={"state": {"eq": "open"}}),),
        group_by=("kind", "state", "product"),
        creates=False,
        edits=False,
        verb_forms={"settle": ({"name": "note", "type": "text", "label": _("What was done"), "required": True},)},
    ),
    Screen(
        model=OfflineSale,
        endpoint="/api/v1/sales/offline-sales/",
        title=_("Offline sale"),
        title_plural=_("Offline sales"),
        columns=("number", "order", "sold_at", "received_at", "sold_by", "received_by", "register_session"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=DeviceSeries,
        endpoint="/api/v1/sales/device-series/",
        title=_("Number series of a device"),
        title_plural=_("Number series of devices"),
        columns=("prefix", "device", "kind", "year", "last", "reported"),
        creates=False,
        edits=False,
        verb_forms={
            "write_off": (
                {"name": "register_session", "type": "integer", "label": _("Register session"), "required": True},
                *REASON,
            )
        },
    ),
]
