"""Menu entries and generic screens."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import MenuItem
from modules.sales.screens.accounts import ACCOUNTS
from modules.sales.screens.bills import BILLS
from modules.sales.screens.registers import REGISTERS

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
        code="sales.customer", label=_("Company customers"), group="finance", to="/list/sales.customer",
        icon="building-2", right="sales.read_customer", order=47,
    ),
    MenuItem(
        code="sales.tax_invoice", label=_("Tax invoices"), group="finance", to="/list/sales.tax_invoice",
        icon="receipt-text", right="sales.read_tax_invoice", order=48,
    ),
    MenuItem(
        code="sales.offline_finding", label=_("Offline sales to check"), group="finance",
        to="/list/sales.offline_finding", icon="wifi-off", right="sales.read_offline_finding", order=48,
    ),
    MenuItem(
        code="sales.approver_pin", label=_("My PIN"), group="finance", to="/pos/pin", icon="lock-keyhole",
        right="sales.set_approver_pin", order=49,
    ),
    MenuItem(
        code="sales.register", label=_("Registers"), group="back_office", to="/list/sales.register", icon="monitor",
        right="sales.update_register", order=50,
    ),
    MenuItem(
        code="sales.cash_rounding", label=_("Cash rounding"), group="back_office", to="/list/sales.cash_rounding",
        icon="coins", right="sales.update_cash_rounding", order=51,
    ),
]  # fmt: skip

SCREENS = [*BILLS, *ACCOUNTS, *REGISTERS]
