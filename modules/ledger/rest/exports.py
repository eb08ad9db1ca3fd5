"""The journal and the reports leave the house: streamed, logged, by right."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from erp.kernel.access.models import Branch, Company
from erp.kernel.audit.reads import record_reads
from erp.kernel.rest.exporting import AnyFormat, attachment
from erp.kernel.transfer.pdf import Heading
from erp.kernel.transfer.sheets import Row
from modules.ledger.errors import UnknownFormat
from modules.ledger.resources import reports
from modules.ledger.resources.journal import CONTENT_TYPES, EXTENSIONS, write
from modules.ledger.rest.reports import DIMENSION, SPAN, BalanceSheetView, Days, ProofView, Report, question
from modules.ledger.selectors.aged_receivables import aged_receivables
from modules.ledger.selectors.balances import balances
from modules.ledger.selectors.export import journal_lines
from modules.ledger.selectors.proofs import proofs
from modules.ledger.selectors.statements import balance_sheet, general_ledger, ledger_lines, profit_and_loss
from modules.ledger.selectors.vat_listing import vat_lines, vat_listing


class JournalExportView(Report):
    """`?format=csv|xlsx|hledger&from=&to=[&branch=]`."""

    right = "ledger.read_journal_export"
    content_negotiation_class = AnyFormat
    answer = OpenApiTypes.BINARY
    parameters = (
        OpenApiParameter("format", OpenApiTypes.STR, OpenApiParameter.QUERY, enum=sorted(CONTENT_TYPES)),
        *SPAN,
    )

    def get(self, request: Request) -> StreamingHttpResponse:
        """The file."""
        layout = request.query_params.get("format", "csv")
        if layout not in CONTENT_TYPES:
            raise UnknownFormat(field="format")
        span = {"from_on": self.day("from"), "to_on": self.day("to")}
        branch = self.branch()
        branches = [branch] if branch is not None else list(Branch.objects.values_list("pk", flat=True))
        purpose = f"export {layout} {span['from_on']} – {span['to_on']}"
        record_reads(self.user, "ledger.journal_export", branches, purpose)
        rows = journal_lines(**span, branch_ids=[branch] if branch is not None else None)
        name = f"journal-{span['from_on']}-{span['to_on']}.{EXTENSIONS[layout]}"
        return attachment(write(layout, rows), CONTENT_TYPES[layout], name)


class ReportExport(Report):
    """A report as the screen shows it: `?format=csv|xlsx|pdf` and the report's own questions."""

    right = "ledger.export_report"
    content_negotiation_class = AnyFormat
    answer = OpenApiTypes.BINARY
    name: ClassVar[str]
    title: ClassVar[StrOrPromise]
    LAYOUT = OpenApiParameter("format", OpenApiTypes.STR, OpenApiParameter.QUERY, enum=list(reports.CONTENT_TYPES))
    parameters: ClassVar[Sequence[Any]] = (LAYOUT, *SPAN)

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """Headers, rows, and what the file is called after the report's name."""
        raise NotImplementedError

    def get(self, request: Request) -> StreamingHttpResponse:
        """The file."""
        layout = request.query_params.get("format", "csv")
        if layout not in reports.CONTENT_TYPES:
            raise UnknownFormat(field="format")
        headers, rows, about = self.table()
        branch = self.branch()
        branches = Branch.objects.all() if branch is None else Branch.objects.filter(pk=branch)
        read = [one.pk for one in branches]
        record_reads(self.user, f"ledger.{self.name.replace('-', '_')}", read, f"export {layout} {about}")
        where = _("All branches") if branch is None else ", ".join(str(one) for one in branches)
        heading = Heading(str(self.title), f"{self.days()} · {where}", str(Company.objects.first() or ""))
        pieces = reports.write(layout, headers, rows, heading=heading)
        return attachment(pieces, reports.CONTENT_TYPES[layout], f"{self.name}-{about}.{layout}")

    def days(self) -> str:
        """The days that were asked for, as the reader writes them."""
        if any(parameter.name == "as_of" for parameter in self.parameters):
            return date_format(self.day("as_of", localdate(self.now())))
        span = self.span()
        return f"{date_format(span['from_on'])} – {date_format(span['to_on'])}"


class TrialBalanceExport(ReportExport):
    """Trial balance."""

    name = "trial-balance"
    title = gettext_lazy("Trial balance")
    parameters = (*ReportExport.parameters, DIMENSION)

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """All accounts that moved."""
        span = self.span()
        rows = balances(**span, branch_id=self.branch(), dimension=self.dimension())
        return *reports.trial_balance(rows), _days(span)


class GeneralLedgerExport(ReportExport):
    """The ledger of one account, every line."""

    name = "general-ledger"
    title = gettext_lazy("General ledger")
    parameters = (*ReportExport.parameters, DIMENSION, question("account", "Account's id.", OpenApiTypes.INT))

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """Streamed line by line."""
        account, span, branch, dimension = self.account(), self.span(), self.branch(), self.dimension()
        head = general_ledger(account_id=account.pk, **span, branch_id=branch, dimension=dimension, limit=0)
        rows = ledger_lines(account_id=account.pk, **span, branch_id=branch, dimension=dimension)
        return *reports.general_ledger(head, rows, **span), f"{account.code}-{_days(span)}"


class VatListingExport(ReportExport):
    """VAT sales listing, every line."""

    name = "vat-sales"
    title = gettext_lazy("VAT on sales")

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """Streamed line by line."""
        span, branch = self.span(), self.branch()
        head = vat_listing(**span, branch_id=branch, limit=0)
        return *reports.vat_listing(head, vat_lines(**span, branch_id=branch)), _days(span)


class ProfitAndLossExport(ReportExport):
    """Profit and loss."""

    name = "profit-and-loss"
    title = gettext_lazy("Profit and loss")
    parameters = (*ReportExport.parameters, DIMENSION)

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """Revenue, expense, profit."""
        span = self.span()
        found = profit_and_loss(**span, branch_id=self.branch(), dimension=self.dimension())
        return *reports.profit_and_loss(found), _days(span)


class BalanceSheetExport(ReportExport):
    """Balance sheet."""

    name = "balance-sheet"
    title = gettext_lazy("Balance sheet")
    parameters = (ReportExport.LAYOUT, *BalanceSheetView.parameters)

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """As of a day."""
        as_of = self.day("as_of", localdate(self.now()))
        return *reports.balance_sheet(balance_sheet(as_of=as_of, branch_id=self.branch())), as_of.isoformat()


class AgedReceivablesExport(ReportExport):
    """Aged receivables, a row a document."""

    name = "aged-receivables"
    title = gettext_lazy("Aged receivables")
    parameters = (ReportExport.LAYOUT, *BalanceSheetView.parameters)

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """As of a day."""
        as_of = self.day("as_of", localdate(self.now()))
        return *reports.aged(aged_receivables(as_of=as_of, branch_id=self.branch())), as_of.isoformat()


class ProofExport(ReportExport):
    """Each sub-ledger against its account."""

    right = "ledger.export_proof"
    name = "proof"
    title = gettext_lazy("Proof of the sub-ledgers")
    parameters = (ReportExport.LAYOUT, *ProofView.parameters)

    def table(self) -> tuple[Sequence[str], Iterator[Row], str]:
        """As of a day."""
        rows = proofs(branch_id=self.branch(), as_of=self.past("as_of"))
        return *reports.proof(rows), self.day("as_of", localdate(self.now())).isoformat()


def _days(span: Days) -> str:
    return f"{span['from_on']}-{span['to_on']}"
