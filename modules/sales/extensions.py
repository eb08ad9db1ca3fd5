"""What sales contribute to others."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from erp.kernel.hooks.hook import contributes
from erp.kernel.metrics.hooks import Card, Daily, Feed, FeedRow, Metric, Span
from modules.catalog.public import categories
from modules.inventory.data import LotUseRow
from modules.inventory.hooks import LotUse
from modules.ledger.data import Dimension, OpenItem
from modules.ledger.hooks import DimensionKind, PeriodClosing, Proof, Receivables, ReplacedDocuments
from modules.patients import public as patients
from modules.sales import public
from modules.sales.selectors.credits import credit_in_all
from modules.sales.selectors.invoices import replaced_documents
from modules.sales.selectors.lot_uses import lot_uses
from modules.sales.selectors.open_items import open_bills, open_in_all
from modules.sales.selectors.sessions import open_sessions_between
from modules.sales.selectors.takings_by_day import (
    COUNTED,
    INCOMING,
    count_on,
    latest_orders,
    refunds_by_day,
    remittances_by_day,
    takings_by_day,
)


@contributes(Proof)
class DrawerProof(Proof):
    """What open drawers should hold against the cash account."""

    code = "sales.drawers"
    title = gettext_lazy("Cash drawers")
    role = "cash"
    dated = False

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """Floats, cash sales and movements of sessions not closed."""
        return public.open_drawers(branch_id=branch_id)


@contributes(Proof)
class CreditProof(Proof):
    """What patients have with the house against its account."""

    code = "sales.customer_credit"
    title = gettext_lazy("Customer credit")
    role = "customer_credit"
    credit_nature = True

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """Every movement up to the day."""
        return credit_in_all(branch_id=branch_id, as_of=as_of)


@contributes(Proof)
class ReceivablesProof(Proof):
    """What companies owe against its account."""

    code = "sales.receivables"
    title = gettext_lazy("Receivables")
    role = "receivable"

    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """Every bill on account that was open on the day."""
        return open_in_all(branch_id=branch_id, as_of=as_of)


@contributes(Receivables)
class BillsOnAccount(Receivables):
    """Bills that companies have not paid in full."""

    def open_items(self, *, branch_id: int | None, as_of: date) -> Sequence[OpenItem]:
        """One statement."""
        return [
            OpenItem(
                party_kind="sales.customer",
                party_id=bill.customer_id,
                party=bill.customer,
                document=f"sales.order:{bill.order_id}",
                number=bill.number,
                document_on=bill.business_on,
                due_on=bill.due_on,
                branch_id=bill.branch_id,
                amount=bill.open,
            )
            for bill in open_bills(branch_id=branch_id, as_of=as_of)
        ]


@contributes(ReplacedDocuments)
class SwappedInvoices(ReplacedDocuments):
    """Abbreviated tax invoices that a full one took the place of."""

    def replaced(self, *, from_on: date, to_on: date, branch_id: int | None) -> Mapping[str, str]:
        """One statement."""
        return replaced_documents(from_on=from_on, to_on=to_on, branch_id=branch_id)


@contributes(PeriodClosing)
class OpenRegisters(PeriodClosing):
    """A month is not closed while a drawer of one of its days is not counted."""

    def objections(self, *, starts_on: date, ends_on: date) -> Sequence[str]:
        """Name the sessions."""
        return [
            _("Register session %(session)s of %(day)s is not closed.") % {"session": code, "day": day}
            for code, day in open_sessions_between(starts_on, ends_on)
        ]


@contributes(DimensionKind)
class Categories(DimensionKind):
    """What kind of thing was sold."""

    kind = "category"
    title = gettext_lazy("Product category")

    def values(self) -> Sequence[Dimension]:
        """The catalogue's categories."""
        thai = get_language() == "th"
        return [Dimension("category", one.code, (one.name_th if thai else "") or one.name_en) for one in categories()]


@contributes(LotUse)
class SoldLots(LotUse):
    """Lots that went over the counter."""

    def uses(self, *, lot_id: int) -> Sequence[LotUseRow]:
        """One query."""
        return lot_uses(lot_id)


@contributes(Metric)
class Takings(Metric):
    """What the tills took, beneath the revenue."""

    code = public.TAKINGS
    title = gettext_lazy("Takings")
    definition = gettext_lazy(
        "What bills paid at the tills came to, voids left out; refunds and deposits are counted apart"
    )
    unit = "money"
    right = "sales.read_takings"
    rows = "/list/sales.order"
    icon = "wallet"
    order = 11

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        """Paid bills of these branches; the list's day is the business day."""
        return {"state": {"in": [str(state) for state in COUNTED]}, "branch": {"in": list(branch_ids)}}

    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        """By branch and business day."""
        return takings_by_day(branch_ids, from_on=span.since, to_on=span.until)


@contributes(Metric)
class Refunds(Metric):
    """What the tills paid back."""

    code = public.REFUNDS
    title = gettext_lazy("Refunds")
    definition = gettext_lazy("What was paid back at the tills, on the day it was paid back")
    unit = "money"
    right = "sales.read_takings"
    rows = "/list/sales.refund"
    icon = "undo-2"
    order = 12

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        """Refunds paid out in these branches; the list's day is the day they were paid."""
        return {"state": {"eq": "paid"}, "branch": {"in": list(branch_ids)}}

    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        """By branch and business day."""
        return refunds_by_day(branch_ids, from_on=span.since, to_on=span.until)


@contributes(Metric)
class Remittances(Metric):
    """Money that came without a bill."""

    code = public.REMITTANCES
    title = gettext_lazy("Deposits and collections")
    definition = gettext_lazy("Deposits taken and bills on account collected, on the day the money came")
    unit = "money"
    right = "sales.read_takings"
    rows = "/list/sales.remittance"
    icon = "wallet"
    order = 13

    def rows_where(self, *, branch_ids: Sequence[int], span: Span) -> dict[str, Any]:
        """Money that came, of these branches."""
        return {"kind": {"in": [str(kind) for kind in INCOMING]}, "branch": {"in": list(branch_ids)}}

    def daily(self, *, branch_ids: Sequence[int], span: Span) -> Daily:
        """By branch and business day."""
        return remittances_by_day(branch_ids, from_on=span.since, to_on=span.until)


@contributes(Feed)
class RecentTransactions(Feed):
    """The newest bills."""

    code = "sales.recent"
    title = gettext_lazy("Recent transactions")
    right = "sales.read_order"
    topic = "sales.order"

    def latest(self, *, branch_ids: Sequence[int], viewer: Any, limit: int) -> list[FeedRow]:
        """With the patient as the viewer may see her."""
        orders = list(latest_orders(branch_ids, limit=limit))
        cards = patients.cards([order.patient_id for order in orders if order.patient_id], viewer)
        rows = []
        for order in orders:
            card = cards.get(order.patient_id) if order.patient_id else None
            assert order.paid_at is not None
            rows.append(
                FeedRow(
                    at=order.paid_at,
                    title=order.number,
                    detail=card.name if card else "",
                    amount=order.total,
                    state=order.state,
                    to=f"/form/sales.order/{order.pk}",
                )
            )
        return rows


@contributes(Card)
class PosCard(Card):
    """Leads to the till."""

    code = "sales.pos"
    title = gettext_lazy("Point of sale")
    text = gettext_lazy("Take payments, print receipts, open and close the register")
    icon = "shopping-cart"
    to = "/pos"
    right = "sales.read_till"
    order = 20

    def foot(self, *, branch_ids: Sequence[int], on: date) -> str:
        """Bills of today."""
        return _("%(count)s bills paid today") % {"count": count_on(branch_ids, on=on)}
