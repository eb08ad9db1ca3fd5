"""Deposits, credit and companies that buy on account."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, Screen, Section
from modules.sales.models import CollectionLine, CreditMovement, Customer, Remittance
from modules.sales.screens.forms import MAYBE_REASON

ACCOUNTS = [
    Screen(
        model=Remittance,
        endpoint="/api/v1/sales/remittances/",
        title=_("Deposit or collection"),
        title_plural=_("Deposits and collections"),
        columns=(
            "number",
            "made_at",
            "kind",
            "patient",
            "customer",
            "branch",
            Column(field="amount", sum=True),
            "made_by",
        ),
        form=(
            Section(
                title=_("Document"),
                fields=("number", "kind", "patient", "customer", "branch", "register_session", "note"),
            ),
            Section(title=_("Money"), fields=("amount", "business_on", "made_at", "made_by")),
        ),
        lines=(
            Lines(noun="sales.collection_line", field="remittance", title=_("Bills paid"), columns=("order", "amount")),
        ),
        search=("number", "note"),
        filters=(
            Filter(code="deposits", label=_("Deposits"), where={"kind": {"eq": "deposit"}}),
            Filter(code="paid_back", label=_("Paid back"), where={"kind": {"eq": "pay_back"}}),
            Filter(code="collections", label=_("Collections"), where={"kind": {"eq": "collection"}}),
        ),
        group_by=("kind", "branch", "business_on", "made_by"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Customer,
        endpoint="/api/v1/sales/customers/",
        title=_("Company customer"),
        title_plural=_("Company customers"),
        columns=("name", "tax_id", "tax_branch_code", "credit_days", "credit_limit", "open", "state"),
        form=(
            Section(title=_("Company"), fields=("name", "name_th", "tax_id", "tax_branch_code", "address")),
            Section(title=_("On account"), fields=("credit_days", "credit_limit", "open", "state")),
            Section(
                title=_("Decision"),
                fields=("requested_by", "requested_at", "decided_by", "decided_at", "decision_reason"),
            ),
        ),
        order="name",
        search=("name", "name_th", "tax_id"),
        filters=(
            Filter(code="waiting", label=_("Waiting"), where={"state": {"eq": "requested"}}),
            Filter(code="approved", label=_("Approved"), where={"state": {"eq": "approved"}}),
        ),
        group_by=("state",),
        labels={"open": _("Owes")},
        figures={"open": "money"},
        readonly=("open", "requested_by", "requested_at", "decided_by", "decided_at", "decision_reason"),
        verb_forms={"approve": MAYBE_REASON, "refuse": MAYBE_REASON},
    ),
    Screen(
        model=CollectionLine,
        endpoint="/api/v1/sales/collection-lines/",
        title=_("Collected"),
        title_plural=_("Collected"),
        columns=("remittance", "order", Column(field="amount", sum=True)),
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
]
