"""Menus and screens of the ledger."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, MenuItem, Screen, Section
from modules.ledger.models import (
    Account,
    AccountRole,
    FiscalYear,
    Journal,
    JournalEntry,
    JournalLine,
    LedgerSetting,
    Period,
    Reopening,
    TaxCode,
)

MENU = [
    MenuItem(
        code="ledger.reports", label=_("Trial balance"), group="finance", to="/reports/trial-balance",
        icon="scale", right="ledger.read_report", order=60,
    ),
    MenuItem(
        code="ledger.journal_entry", label=_("Journal entries"), group="finance", to="/list/ledger.journal_entry",
        icon="book-open", right="ledger.read_journal_entry", order=61,
    ),
    MenuItem(
        code="ledger.account", label=_("Chart of accounts"), group="finance", to="/list/ledger.account",
        icon="list-tree", right="ledger.read_account", order=62,
    ),
    MenuItem(
        code="ledger.period", label=_("Periods"), group="finance", to="/ledger/periods",
        icon="calendar-range", right="ledger.read_period", order=63,
    ),
    MenuItem(
        code="ledger.tax_code", label=_("Tax codes"), group="back_office", to="/list/ledger.tax_code",
        icon="percent", right="ledger.read_tax_code", order=64,
    ),
    MenuItem(
        code="ledger.ledger_setting", label=_("Ledger settings"), group="back_office", to="/list/ledger.ledger_setting",
        icon="settings", right="ledger.update_ledger_setting", order=65,
    ),
]  # fmt: skip

MAYBE_REASON = ({"name": "reason", "label": _("Reason"), "type": "char", "required": False},)

SCREENS = [
    Screen(
        model=JournalEntry,
        endpoint="/api/v1/ledger/entries/",
        title=_("Journal entry"),
        title_plural=_("Journal entries"),
        columns=("entry_on", "number", "journal", "source_number", "memo", Column(field="total"), "state"),
        form=(
            Section(
                title=_("Entry"),
                fields=("number", "entry_on", "journal", "branch", "period", "source", "source_number", "memo"),
            ),
            Section(
                title=_("Posting"),
                fields=(
                    "state",
                    "written_by",
                    "submitted_by",
                    "submitted_at",
                    "posted_at",
                    "posted_by",
                    "reverses",
                    "chain_no",
                    "hash",
                ),
            ),
        ),
        lines=(
            Lines(
                noun="ledger.journal_line",
                field="entry",
                title=_("Lines"),
                columns=("account", "branch", "debit", "credit", "memo", "tax_code"),
            ),
        ),
        order="-entry_on",
        search=("source", "source_number", "memo"),
        filters=(
            Filter(code="posted", label=_("Posted"), where={"state": {"eq": "posted"}}),
            Filter(code="draft", label=_("Draft"), where={"state": {"eq": "draft"}}),
            Filter(code="submitted", label=_("Waiting for approval"), where={"state": {"eq": "submitted"}}),
        ),
        group_by=("journal", "branch", "period", "state"),
        labels={"number": _("Number"), "total": _("Total"), "chain_no": _("Place in the chain"), "hash": _("Seal")},
        figures={"total": "money"},
        edits=False,
        verb_forms={
            "send_back": MAYBE_REASON,
            "reverse": (
                {"name": "on", "label": _("Day"), "type": "day", "required": True},
                {"name": "reason", "label": _("Reason"), "type": "char", "required": True},
            ),
        },
    ),
    Screen(
        model=JournalLine,
        endpoint="/api/v1/ledger/lines/",
        title=_("Journal line"),
        title_plural=_("Journal lines"),
        columns=(
            "entry",
            "account",
            "branch",
            Column(field="debit", sum=True),
            Column(field="credit", sum=True),
            "memo",
        ),
        group_by=("account", "branch", "tax_code"),
        creates=False,
        edits=False,
    ),
    Screen(
        model=Account,
        endpoint="/api/v1/ledger/accounts/",
        title=_("Account"),
        title_plural=_("Chart of accounts"),
        columns=("code", "name", "name_th", "type", "parent", "is_heading", "is_active"),
        order="code",
        search=("code", "name", "name_th"),
        filters=(Filter(code="active", label=_("Active"), where={"is_active": {"eq": True}}),),
        group_by=("type",),
    ),
    Screen(
        model=AccountRole,
        endpoint="/api/v1/ledger/account-roles/",
        title=_("Account role"),
        title_plural=_("Account roles"),
        columns=("role", "account"),
        order="role",
        readonly=("role",),
        creates=False,
    ),
    Screen(
        model=Journal,
        endpoint="/api/v1/ledger/journals/",
        title=_("Journal"),
        title_plural=_("Journals"),
        columns=("code", "prefix", "name", "name_th"),
        order="code",
    ),
    Screen(
        model=TaxCode,
        endpoint="/api/v1/ledger/tax-codes/",
        title=_("Tax code"),
        title_plural=_("Tax codes"),
        columns=("code", "name", "name_th", "rate", "is_exempt", "is_active"),
        order="code",
    ),
    Screen(
        model=FiscalYear,
        endpoint="/api/v1/ledger/fiscal-years/",
        title=_("Fiscal year"),
        title_plural=_("Fiscal years"),
        columns=("name", "starts_on", "ends_on", "state", "closing_entry"),
        order="-starts_on",
        creates=False,
        edits=False,
    ),
    Screen(
        model=LedgerSetting,
        endpoint="/api/v1/ledger/settings/",
        title=_("Ledger settings"),
        title_plural=_("Ledger settings"),
        columns=("approval_from", "locked_until"),
        creates=False,
    ),
    Screen(
        model=Reopening,
        endpoint="/api/v1/ledger/reopenings/",
        title=_("Reopening"),
        title_plural=_("Reopenings"),
        columns=("requested_at", "kind", "period", "locked_until", "reason", "requested_by", "decided_by", "state"),
        filters=(Filter(code="open", label=_("Waiting"), where={"state": {"eq": "requested"}}),),
        group_by=("state", "kind"),
        creates=False,
        edits=False,
        verb_forms={"approve": MAYBE_REASON, "refuse": MAYBE_REASON},
    ),
    Screen(
        model=Period,
        endpoint="/api/v1/ledger/periods/",
        title=_("Period"),
        title_plural=_("Periods"),
        columns=("name", "year", "starts_on", "ends_on", "state"),
        order="-starts_on",
        group_by=("year", "state"),
        creates=False,
        edits=False,
    ),
]
