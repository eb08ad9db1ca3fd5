"""Reports: parse the span, one call, answer."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar, TypedDict

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.errors import NotYourBranch
from erp.kernel.access.rights import rights, roles_of
from erp.kernel.documents.refusals import Missing
from erp.kernel.hooks.hook import contributors
from erp.kernel.rest.doors import ReadView
from modules.ledger.data import ZERO
from modules.ledger.errors import SpanMissing
from modules.ledger.hooks import DimensionKind
from modules.ledger.models import Account
from modules.ledger.rest.serializers import (
    AgedReceivablesSerializer,
    BalanceSheetSerializer,
    ChainSerializer,
    DimensionKindSerializer,
    GeneralLedgerSerializer,
    ProfitAndLossSerializer,
    ProofSerializer,
    TrialBalanceSerializer,
    VatListingSerializer,
)
from modules.ledger.selectors.aged_receivables import aged_receivables
from modules.ledger.selectors.balances import balances
from modules.ledger.selectors.proofs import proofs
from modules.ledger.selectors.statements import balance_sheet, general_ledger, profit_and_loss
from modules.ledger.selectors.vat_listing import vat_listing
from modules.ledger.selectors.verification import verify_chain


def question(name: str, text: str, kind: Any = OpenApiTypes.DATE) -> OpenApiParameter:
    """A parameter of a report, for the schema."""
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=text)


BRANCH = question("branch", "Of one branch; without it, of all that the caller may see.", OpenApiTypes.INT)
DIMENSION = question("dimension", "kind:code", OpenApiTypes.STR)
SPAN = (question("from", "First day."), question("to", "Last day; today by default."), BRANCH)


class Days(TypedDict):
    """A span as the selectors take it."""

    from_on: date
    to_on: date


class Report(ReadView):
    """What reports share: days, and the branches that the caller may read."""

    right = "ledger.read_report"
    parameters: ClassVar[Sequence[Any]] = SPAN

    def day(self, name: str, default: date | None = None) -> date:
        """A day of the query. Raises SpanMissing."""
        text = self.request.query_params.get(name)
        if not text:
            if default is None:
                raise SpanMissing(field=name)
            return default
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise SpanMissing(field=name) from None

    def span(self) -> Days:
        """From and to; the month so far by default."""
        until = self.day("to", localdate(self.now()))
        return Days(from_on=self.day("from", until.replace(day=1)), to_on=until)

    def past(self, name: str) -> date | None:
        """A day before today; None for today, for later, and when none is named."""
        today = localdate(self.now())
        day = self.day(name, today)
        return day if day < today else None

    def whole_number(self, name: str) -> int | None:
        """A number of the query. Raises SpanMissing when it is none."""
        text = self.request.query_params.get(name)
        if not text:
            return None
        if not text.isdigit():
            raise SpanMissing(_("This is not a whole number"), field=name)
        return int(text)

    def account(self) -> Account:
        """The account asked for, by id. Raises Missing."""
        account = Account.objects.filter(pk=self.whole_number("account") or 0).first()
        if account is None:
            raise Missing(field="account")
        return account

    def dimension(self) -> tuple[str, str] | None:
        """The further axis asked for, `kind:code`."""
        kind, _colon, code = self.request.query_params.get("dimension", "").partition(":")
        return (kind, code) if code else None

    def branch(self) -> int | None:
        """The branch asked for; who may not read all gets the current one. Raises NotYourBranch."""
        wanted = self.whole_number("branch")
        if "all" in rights().scopes_of(roles_of(self.user), self.right):
            return wanted
        if wanted is None:
            return self.branch_id or 0
        if wanted not in self.user.branch_ids:
            raise NotYourBranch()
        return wanted


class DimensionsView(Report):
    """The axes that a report can be asked by, with their values."""

    answer = DimensionKindSerializer(many=True)
    parameters = ()

    def get(self, request: Request) -> Response:
        """Those of the installed modules."""
        kinds = contributors(DimensionKind)  # type: ignore[type-abstract]
        found = [{"kind": kind.kind, "title": kind.title, "values": kind.values()} for kind in kinds]
        return Response(DimensionKindSerializer(found, many=True).data)


class TrialBalanceView(Report):
    """Trial balance: every account that moved, and sums that agree."""

    answer = TrialBalanceSerializer
    parameters = (*SPAN, DIMENSION)

    def get(self, request: Request) -> Response:
        """The report."""
        span, branch = self.span(), self.branch()
        rows = balances(**span, branch_id=branch, dimension=self.dimension())
        totals = {
            "debit": sum((row.debit for row in rows), ZERO),
            "credit": sum((row.credit for row in rows), ZERO),
            "closing_debit": sum((row.closing for row in rows if row.closing > 0), ZERO),
            "closing_credit": -sum((row.closing for row in rows if row.closing < 0), ZERO),
        }
        return Response(TrialBalanceSerializer({**span, "branch": branch, "rows": rows, "totals": totals}).data)


class GeneralLedgerView(Report):
    """The ledger of one account with a running balance; each line leads to its entry and source."""

    answer = GeneralLedgerSerializer
    parameters = (
        question("account", "Account's id.", OpenApiTypes.INT),
        *SPAN,
        DIMENSION,
        question("limit", "Rows.", OpenApiTypes.INT),
        question("offset", "Rows passed over.", OpenApiTypes.INT),
    )

    def get(self, request: Request) -> Response:
        """The report."""
        account = self.account()
        span = self.span()
        found = general_ledger(
            account_id=account.pk,
            **span,
            branch_id=self.branch(),
            dimension=self.dimension(),
            limit=min(self.whole_number("limit") or 100, 200),
            offset=self.whole_number("offset") or 0,
        )
        head = {"account_id": account.pk, "code": account.code, "name": account.name, "name_th": account.name_th}
        sums = {name: getattr(found, name) for name in ("opening", "debit", "credit", "closing", "count", "rows")}
        return Response(GeneralLedgerSerializer({**head, **span, **sums}).data)


class VatListingView(Report):
    """Sales with VAT: document, base, VAT; the sum is what the output VAT account moved by."""

    answer = VatListingSerializer
    parameters = (
        *SPAN,
        question("limit", "Rows.", OpenApiTypes.INT),
        question("offset", "Rows passed over.", OpenApiTypes.INT),
    )

    def get(self, request: Request) -> Response:
        """The report."""
        span = self.span()
        found = vat_listing(
            **span,
            branch_id=self.branch(),
            limit=min(self.whole_number("limit") or 100, 200),
            offset=self.whole_number("offset") or 0,
        )
        shown = {name: getattr(found, name) for name in ("count", "base", "vat", "sums", "rows")}
        return Response(VatListingSerializer({**span, **shown}).data)


class ProfitAndLossView(Report):
    """Profit and loss."""

    answer = ProfitAndLossSerializer
    parameters = (*SPAN, DIMENSION)

    def get(self, request: Request) -> Response:
        """The report."""
        span = self.span()
        found = profit_and_loss(**span, branch_id=self.branch(), dimension=self.dimension())
        return Response(
            ProfitAndLossSerializer(
                {**span, "revenue": found.revenue, "expense": found.expense, "profit": found.profit}
            ).data
        )


class BalanceSheetView(Report):
    """Balance sheet as of a day."""

    answer = BalanceSheetSerializer
    parameters = (question("as_of", "The day; today by default."), BRANCH)

    def get(self, request: Request) -> Response:
        """The report."""
        as_of = self.day("as_of", localdate(self.now()))
        found = balance_sheet(as_of=as_of, branch_id=self.branch())
        parts = {"assets": found.assets, "liabilities": found.liabilities, "equity": found.equity}
        return Response(BalanceSheetSerializer({"as_of": as_of, **parts, "result": found.result}).data)


class AgedReceivablesView(Report):
    """Aged receivables as of a day: every open document by party and by how long it is overdue."""

    answer = AgedReceivablesSerializer
    parameters = (question("as_of", "The day; today by default."), BRANCH)

    def get(self, request: Request) -> Response:
        """The report."""
        as_of = self.day("as_of", localdate(self.now()))
        return Response(AgedReceivablesSerializer(aged_receivables(as_of=as_of, branch_id=self.branch())).data)


class ProofView(Report):
    """Each sub-ledger against its account."""

    right = "ledger.read_proof"
    answer = ProofSerializer
    parameters = (question("as_of", "The day; now by default."), BRANCH)

    def get(self, request: Request) -> Response:
        """The proof."""
        return Response(ProofSerializer({"rows": proofs(branch_id=self.branch(), as_of=self.past("as_of"))}).data)


class ChainView(Report):
    """Walk the chain of seals."""

    right = "ledger.read_proof"
    answer = ChainSerializer
    parameters = ()

    def get(self, request: Request) -> Response:
        """What was found."""
        return Response(ChainSerializer(asdict(verify_chain(at=self.now()))).data)
