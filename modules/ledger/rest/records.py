"""Doors to the nouns of the ledger."""

from typing import Any, ClassVar

from django.db.models import QuerySet, Sum

from erp.kernel.rest.views import RecordView, Verb
from modules.ledger.models import (
    Account,
    AccountRole,
    FiscalYear,
    Journal,
    JournalEntry,
    JournalLine,
    Period,
    TaxCode,
)
from modules.ledger.rest.serializers import EntryRowSerializer, EntrySerializer, LineSerializer
from modules.ledger.services.close_period import close_period, reopen_period, start_closing_period


class AccountView(RecordView):
    """The chart of accounts."""

    model = Account
    search_fields = ("code", "name", "name_th")
    default_order = "code"


class AccountRoleView(RecordView):
    """Which account plays which role."""

    model = AccountRole
    creates = False
    default_order = "role"


class JournalView(RecordView):
    """Books of first entry."""

    model = Journal
    default_order = "code"


class TaxCodeView(RecordView):
    """Tax codes."""

    model = TaxCode
    default_order = "code"


class FiscalYearView(RecordView):
    """Fiscal years."""

    model = FiscalYear
    creates = False
    updates = False
    default_order = "-starts_on"


class PeriodView(RecordView):
    """Periods, and the verbs that close them."""

    model = Period
    creates = False
    updates = False
    default_order = "-starts_on"
    verbs: ClassVar = {
        "start_closing": Verb(service=start_closing_period),
        "close": Verb(service=close_period),
        "reopen": Verb(service=reopen_period),
    }


class EntryView(RecordView):
    """Journal entries: read here, written by documents."""

    model = JournalEntry
    serializer = EntrySerializer
    list_serializer = EntryRowSerializer
    creates = False
    updates = False
    search_fields = ("source", "source_number", "memo", "seal__number")
    filter_fields = ("journal", "branch", "period", "entry_on", "state", "source", "posted_by", "reverses")
    default_order = "-entry_on,-id"

    def queryset(self) -> QuerySet[Any]:
        """With number and total; lines only when one is opened."""
        entries = JournalEntry.objects.select_related("seal").annotate(total=Sum("lines__debit"))
        if self.action == "retrieve":
            entries = entries.select_related("reversed_by").prefetch_related("lines")
        return entries


class LineView(RecordView):
    """Journal lines."""

    model = JournalLine
    serializer = LineSerializer
    creates = False
    updates = False
    filter_fields = (
        "entry", "account", "branch", "tax_code", "entry__entry_on", "entry__state", "account__type", "debit", "credit",
    )  # fmt: skip
    default_order = "-entry,position"

    def queryset(self) -> QuerySet[Any]:
        """With their entries."""
        return JournalLine.objects.select_related("entry")
