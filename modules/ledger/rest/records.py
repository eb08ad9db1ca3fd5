"""Doors to the nouns of the ledger."""

from typing import Any, ClassVar

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from erp.kernel.rest.views import RecordView, Verb
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
from modules.ledger.rest.bodies import LockBody, ReasonBody, ReversalBody, WhyBody
from modules.ledger.rest.serializers import (
    EntryRowSerializer,
    EntrySerializer,
    LineSerializer,
    ReopeningSerializer,
    SettingSerializer,
)
from modules.ledger.selectors.by_hand import is_reversible
from modules.ledger.selectors.reopenings import is_reopenable, with_wishes
from modules.ledger.services.close_period import close_period, resume_period, start_closing_period
from modules.ledger.services.close_year import close_year
from modules.ledger.services.draft_entry import discard_entry, draft_entry, rewrite_entry
from modules.ledger.services.post_draft import approve_entry, post_draft
from modules.ledger.services.reopen_books import (
    approve_reopening,
    lock_books,
    refuse_reopening,
    request_reopening,
    withdraw_reopening,
)
from modules.ledger.services.reverse_by_hand import reverse_by_hand
from modules.ledger.services.submit_entry import send_back_entry, submit_entry


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
    verbs: ClassVar = {"close": Verb(service=close_year, money=True)}


class PeriodView(RecordView):
    """Periods, and the verbs that close them."""

    model = Period
    creates = False
    updates = False
    default_order = "-starts_on"
    verbs: ClassVar = {
        "start_closing": Verb(service=start_closing_period),
        "close": Verb(service=close_period),
        "resume": Verb(service=resume_period),
        "request_reopening": Verb(
            service=request_reopening, body=WhyBody, label=_("Ask to reopen"), offered=is_reopenable
        ),
    }

    def queryset(self) -> QuerySet[Any]:
        """With whether somebody waits for it to be opened."""
        return with_wishes(Period.objects.all())


class ReopeningView(RecordView):
    """Wishes to open closed books, and the verbs that decide about them."""

    model = Reopening
    serializer = ReopeningSerializer
    creates = False
    updates = False
    verbs: ClassVar = {
        "approve": Verb(service=approve_reopening, body=ReasonBody),
        "refuse": Verb(service=refuse_reopening, body=ReasonBody),
        "withdraw": Verb(service=withdraw_reopening),
    }


class SettingView(RecordView):
    """How this house keeps its books: one row."""

    model = LedgerSetting
    serializer = SettingSerializer
    creates = False
    verbs: ClassVar = {"lock": Verb(service=lock_books, body=LockBody, label=_("Lock"), offered=lambda _setting: True)}


class EntryView(RecordView):
    """Journal entries: documents write theirs, people theirs by hand."""

    model = JournalEntry
    serializer = EntrySerializer
    list_serializer = EntryRowSerializer
    create_service = staticmethod(draft_entry)
    update_service = staticmethod(rewrite_entry)
    verbs: ClassVar = {
        "post": Verb(service=post_draft, money=True),
        "submit": Verb(service=submit_entry),
        "discard": Verb(service=discard_entry),
        "approve": Verb(service=approve_entry, money=True),
        "send_back": Verb(service=send_back_entry, body=ReasonBody),
        "reverse": Verb(
            service=reverse_by_hand, body=ReversalBody, money=True, label=_("Reverse"), offered=is_reversible
        ),
    }
    search_fields = ("source", "source_number", "memo", "seal__number")
    filter_fields = (
        "journal",
        "branch",
        "period",
        "entry_on",
        "state",
        "source",
        "written_by",
        "posted_by",
        "reverses",
    )
    default_order = "-entry_on,-id"

    def queryset(self) -> QuerySet[Any]:
        """With number and total; lines only when one is opened."""
        entries = JournalEntry.objects.select_related("seal", "reversed_by__seal").annotate(total=Sum("lines__debit"))
        return entries if self.action == "list" else entries.prefetch_related("lines")


class LineView(RecordView):
    """Journal lines."""

    model = JournalLine
    serializer = LineSerializer
    creates = False
    updates = False
    filter_fields = (
        "entry", "account", "branch", "tax_code", "entry__entry_on", "entry__state", "entry__journal__code",
        "account__type", "debit", "credit",
    )  # fmt: skip
    default_order = "-entry,position"

    def queryset(self) -> QuerySet[Any]:
        """With their entries."""
        return JournalLine.objects.select_related("entry")
