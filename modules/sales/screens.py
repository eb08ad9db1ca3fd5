"""Menus and screens of sales."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, MenuItem, Screen, Section
from modules.sales.models import (
    CreditMovement,
    DiscountRequest,
    Order,
    OrderLine,
    Refund,
    RefundLine,
    Register,
    RegisterSession,
    Remittance,
    Tender,
)

MENU = [
    MenuItem(
        code="sales.pos", label=_("Point of sale"), group="finance", to="/pos", icon="shopping-cart",
        right="sales.read_till", order=10,
    ),
    MenuItem(
        code="sales.order", label=_("Sales"), group="finance", to="/list/sales.order", icon="receipt",
        right="sales.read_order", order=20,
    ),
    MenuItem(
        code="sales.register_session", label=_("Register sessions"), group="finance",
        to="/list/sales.register_session", icon="landmark", right="sales.read_register_session", order=30,
    ),
    MenuItem(
        code="sales.discount_request", label=_("Discount requests"), group="finance",
        to="/list/sales.discount_request", icon="badge-percent", right="sales.read_discount_request", order=40,
    ),
    MenuItem(
        code="sales.refund", label=_("Refunds"), group="finance", to="/list/sales.refund", icon="undo-2",
        right="sales.read_refund", order=45,
    ),
    MenuItem(
        code="sales.remittance", label=_("Deposits and collections"), group="finance", to="/list/sales.remittance",
        icon="wallet", right="sales.read_remittance", order=46,
    ),
    MenuItem(
        code="sales.register", label=_("Registers"), group="back_office", to="/list/sales.register", icon="monitor",
        right="sales.update_register", order=50,
    ),
]  # fmt: skip

REASON = ({"name": "reason", "type": "text", "label": _("Reason"), "required": True},)
MAYBE_REASON = ({"name": "reason", "type": "text", "label": _("Reason"), "required": False},)

SCREENS = [
    Screen(
        model=Order,
        endpoint="/api/v1/sales/orders/",
        title=_("Sale"),
        title_plural=_("Sales"),
        columns=(
            "number",
            "paid_at",
            "patient",
            "branch",
            Column(field="discount", sum=True),
            Column(field="vat", sum=True),
            Column(field="total", sum=True),
            "paid_by",
            "state",
        ),
        form=(
            Section(title=_("Bill"), fields=("number", "state", "patient", "branch", "register_session", "note")),
            Section(title=_("Money"), fields=("subtotal", "discount", "vat", "total", "paid_at", "paid_by")),
            Section(title=_("Void"), fields=("voided_at", "void_reason", "source")),
        ),
        lines=(
            Lines(
                noun="sales.order_line",
                field="order",
                title=_("Lines"),
                columns=("product", "quantity", "unit_price", "discount", "gross"),
            ),
            Lines(
                noun="sales.tender",
                field="order",
                title=_("Payments"),
                columns=("kind", "amount", "tendered", "reference"),
            ),
        ),
        search=("number", "note"),
        filters=(
            Filter(code="paid", label=_("Paid"), where={"state": {"eq": "paid"}}),
            Filter(code="open", label=_("Not paid"), where={"state": {"in": ["draft", "awaiting_payment"]}}),
            Filter(code="voided", label=_("Voided"), where={"state": {"eq": "voided"}}),
        ),
        group_by=("state", "branch", "business_on", "paid_by"),
        creates=False,
        edits=False,
        verb_forms={
            "void": REASON,
            "drop": REASON,
            "hold": MAYBE_REASON,
            "request_discount": (
                {"name": "percent", "type": "decimal", "label": _("Percent"), "required": False},
                {"name": "amount", "type": "money", "label": _("Amount"), "required": False},
                *REASON,
            ),
        },
    ),
    Screen(
        model=OrderLine,
        endpoint="/api/v1/sales/order-lines/",
        title=_("Order line"),
        title_plural=_("Order lines"),
        columns=("order", "product", "quantity", "unit_price", "discount", Column(field="gross", sum=True)),
        group_by=("product",),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Tender,
        endpoint="/api/v1/sales/tenders/",
        title=_("Payment"),
        title_plural=_("Payments"),
        columns=("order", "kind", Column(field="amount", sum=True), "tendered", "reference", "created_at"),
        group_by=("kind",),
        creates=False,
        edits=False,
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
        model=DiscountRequest,
        endpoint="/api/v1/sales/discount-requests/",
        title=_("Discount request"),
        title_plural=_("Discount requests"),
        columns=("requested_at", "order", "percent", "amount", "reason", "requested_by", "decided_by", "state"),
        filters=(Filter(code="open", label=_("Waiting"), where={"state": {"eq": "requested"}}),),
        group_by=("state", "requested_by"),
        creates=False,
        edits=False,
        verb_forms={"approve": MAYBE_REASON, "refuse": MAYBE_REASON},
    ),
    Screen(
        model=Refund,
        endpoint="/api/v1/sales/refunds/",
        title=_("Refund"),
        title_plural=_("Refunds"),
        columns=(
            "number",
            "requested_at",
            "order",
            "kind",
            Column(field="vat", sum=True),
            Column(field="total", sum=True),
            "reason",
            "requested_by",
            "decided_by",
            "state",
        ),
        form=(
            Section(title=_("Refund"), fields=("number", "state", "kind", "order", "branch", "reason")),
            Section(title=_("Money"), fields=("total", "vat", "business_on", "paid_at", "paid_by", "register_session")),
            Section(
                title=_("Decision"),
                fields=(
                    "needs_approval",
                    "requested_by",
                    "requested_at",
                    "decided_by",
                    "decided_at",
                    "decision_reason",
                ),
            ),
        ),
        lines=(
            Lines(
                noun="sales.refund_line",
                field="refund",
                title=_("Lines"),
                columns=("line", "quantity", "gross", "kept", "goods", "cost"),
            ),
        ),
        search=("number", "reason"),
        filters=(
            Filter(code="open", label=_("Waiting"), where={"state": {"eq": "requested"}}),
            Filter(code="paid", label=_("Paid out"), where={"state": {"eq": "paid"}}),
        ),
        group_by=("state", "kind", "business_on", "requested_by"),
        creates=False,
        edits=False,
        verb_forms={"approve": MAYBE_REASON, "refuse": MAYBE_REASON},
    ),
    Screen(
        model=RefundLine,
        endpoint="/api/v1/sales/refund-lines/",
        title=_("Refund line"),
        title_plural=_("Refund lines"),
        columns=("refund", "line", "quantity", Column(field="gross", sum=True), "goods"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Remittance,
        endpoint="/api/v1/sales/remittances/",
        title=_("Deposit or collection"),
        title_plural=_("Deposits and collections"),
        columns=("number", "made_at", "kind", "patient", "branch", Column(field="amount", sum=True), "made_by"),
        form=(
            Section(title=_("Document"), fields=("number", "kind", "patient", "branch", "register_session", "note")),
            Section(title=_("Money"), fields=("amount", "business_on", "made_at", "made_by")),
        ),
        search=("number", "note"),
        filters=(
            Filter(code="deposits", label=_("Deposits"), where={"kind": {"eq": "deposit"}}),
            Filter(code="paid_back", label=_("Paid back"), where={"kind": {"eq": "pay_back"}}),
        ),
        group_by=("kind", "branch", "business_on", "made_by"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=CreditMovement,
        endpoint="/api/v1/sales/credit-movements/",
        title=_("Movement of credit"),
        title_plural=_("Movements of credit"),
        columns=(
            "moved_at",
            "patient",
            "kind",
            Column(field="amount", sum=True),
            "remittance",
            "order",
            "refund",
            "branch",
        ),
        group_by=("patient", "kind", "branch", "business_on"),
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
]
