"""Doors to registers, shifts, bills and discount requests."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import visible
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.views import RecordView, Verb
from modules.sales.models import (
    CashRounding,
    DiscountRequest,
    Order,
    OrderLine,
    OrderState,
    Register,
    RegisterSession,
    TaxInvoice,
    Tender,
)
from modules.sales.rest.bodies import (
    AskRefundBody,
    BuyerBody,
    CashBody,
    CountBody,
    DiscountBody,
    DraftBody,
    MaybeReasonBody,
    ReasonBody,
    RefundBody,
    order_values,
)
from modules.sales.rest.refunds import RefundSerializer
from modules.sales.rest.serializers import (
    DiscountRequestSerializer,
    DrawerCountSerializer,
    OrderLineSerializer,
    OrderRowSerializer,
    OrderSerializer,
    PrintedSerializer,
    RegisterSerializer,
    RegisterSessionSerializer,
    TaxInvoiceSerializer,
    TenderSerializer,
)
from modules.sales.selectors.orders import with_lines
from modules.sales.services.discount_requests import (
    approve_discount_request,
    refuse_discount_request,
    reopen_discount_request,
    request_discount,
    withdraw_discount_request,
)
from modules.sales.services.draft_from_charges import drop_order
from modules.sales.services.draft_order import draft_order
from modules.sales.services.hold_order import hold_order
from modules.sales.services.issue_invoice import issue_invoice, reprint_invoice
from modules.sales.services.print_receipt import reprint_order
from modules.sales.services.refund_order import REFUNDABLE, refund_order, request_refund
from modules.sales.services.register_sessions import (
    cash_in,
    cash_out,
    close_register_session,
    count_drawer,
    open_register_session,
    start_count,
)
from modules.sales.services.void_order import void_order


def scope_checked(model: type[Model], pk: int, user: Any, right: str) -> None:
    """The record is one that the caller may see. Raises Missing."""
    if not visible(model._default_manager.all(), user, right).filter(pk=pk).exists():
        raise Missing()


class RegisterView(RecordView):
    """Tills."""

    model = Register
    serializer = RegisterSerializer
    search_fields = ("code", "name", "name_th")
    default_order = "branch,code"


class CashRoundingView(RecordView):
    """In which steps a branch takes cash."""

    model = CashRounding
    search_fields = ()


def open_shift(*, register: Register, float_amount: Decimal, by: Any, at: datetime, branch_id: int = 0) -> Any:
    """The branch is the register's, whatever the caller's is."""
    return open_register_session(register_id=register.pk, float_amount=float_amount, by=by, at=at)


class RegisterSessionView(RecordView):
    """Shifts: opened with a float, counted blind, closed."""

    model = RegisterSession
    serializer = RegisterSessionSerializer
    create_service = staticmethod(open_shift)
    updates = False
    search_fields = ("number", "register__code", "register__name")
    default_order = "-opened_at"
    verbs: ClassVar = {
        "cash_in": Verb(
            service=cash_in, body=CashBody, money=True, label=_("Cash in"), offered=lambda shift: shift.state == "open"
        ),
        "cash_out": Verb(
            service=cash_out,
            body=CashBody,
            money=True,
            label=_("Cash out"),
            offered=lambda shift: shift.state == "open",
        ),
        "start_count": Verb(service=start_count),
        "count": Verb(
            service=count_drawer,
            body=CountBody,
            answer=DrawerCountSerializer,
            label=_("Count"),
            offered=lambda shift: shift.state == "counting",
        ),
        "close": Verb(service=close_register_session, body=MaybeReasonBody, money=True),
    }

    def queryset(self) -> QuerySet[Any]:
        """With their tills."""
        return RegisterSession.objects.select_related("register", "opened_by")


class OrderView(RecordView):
    """Bills. They are paid at `/api/v1/sales/checkout/`."""

    model = Order
    serializer = OrderSerializer
    list_serializer = OrderRowSerializer
    updates = False
    search_fields = ("number", "patient__hn", "note")
    filter_fields = (
        "number", "state", "branch", "register_session", "patient", "price_list", "source", "business_on", "discount",
        "vat", "total", "paid_at", "paid_by", "created_at",
    )  # fmt: skip
    verbs: ClassVar = {
        "hold": Verb(service=hold_order, body=MaybeReasonBody),
        "drop": Verb(service=drop_order, body=ReasonBody),
        "void": Verb(service=void_order, body=ReasonBody, money=True),
        "refund": Verb(
            service=refund_order,
            body=RefundBody,
            money=True,
            answer=RefundSerializer,
            label=_("Refund"),
            offered=lambda order: order.state in REFUNDABLE,
            link=lambda order: f"/pos/refund/{order.pk}",
        ),
        "request_refund": Verb(service=request_refund, body=AskRefundBody, answer=RefundSerializer),
        "request_discount": Verb(
            service=request_discount,
            body=DiscountBody,
            label=_("Request a discount"),
            offered=lambda order: order.state in (OrderState.DRAFT, OrderState.AWAITING_PAYMENT),
        ),
        "issue_invoice": Verb(
            service=issue_invoice,
            body=BuyerBody,
            money=True,
            label=_("Full tax invoice"),
            offered=lambda order: order.state == OrderState.PAID and order.vat > 0,
        ),
        "reprint_invoice": Verb(service=reprint_invoice, answer=PrintedSerializer),
        "reprint": Verb(
            service=reprint_order,
            answer=PrintedSerializer,
            label=_("Print the receipt"),
            offered=lambda order: bool(order.number),
        ),
    }

    def queryset(self) -> QuerySet[Any]:
        """With lines only when one is opened."""
        orders: QuerySet[Any] = Order.objects.all() if self.action == "list" else with_lines()
        return orders if self.action == "list" else orders.prefetch_related("tenders")

    def create(self, request: Request) -> Response:
        """Write a draft, or write it anew."""
        reader = DraftBody(data=request.data, context=self.context())
        reader.is_valid(raise_exception=True)
        values: Mapping[str, Any] = order_values(reader.validated_data)
        order = draft_order(branch_id=self.branch_id or 0, **values, by=self.user, at=self.now())
        return self._answer(self._again(order.pk), status=201)


class OrderLineView(RecordView):
    """Lines of bills."""

    model = OrderLine
    serializer = OrderLineSerializer
    creates = False
    updates = False
    search_fields = ("product__code", "product__name", "order__number")
    filter_fields = ("order", "product", "quantity", "gross", "order__state", "order__business_on", "order__branch")

    def queryset(self) -> QuerySet[Any]:
        """With shares."""
        return OrderLine.objects.prefetch_related("shares")


class TenderView(RecordView):
    """Payments."""

    model = Tender
    serializer = TenderSerializer
    creates = False
    updates = False
    search_fields = ("reference", "order__number")
    filter_fields = ("order", "kind", "amount", "order__business_on", "order__state", "order__branch")


class TaxInvoiceView(RecordView):
    """Full tax invoices: given at the bill, never changed."""

    model = TaxInvoice
    serializer = TaxInvoiceSerializer
    creates = False
    updates = False
    search_fields = ("number", "buyer_name", "buyer_tax_id", "order__number")
    filter_fields = ("number", "order", "business_on", "buyer_name", "buyer_tax_id", "issued_at", "issued_by")


class DiscountRequestView(RecordView):
    """Discount requests: asked for at the bill, decided here or in the inbox."""

    model = DiscountRequest
    serializer = DiscountRequestSerializer
    creates = False
    updates = False
    search_fields = ("reason", "order__number")
    verbs: ClassVar = {
        "approve": Verb(service=approve_discount_request, body=MaybeReasonBody),
        "refuse": Verb(service=refuse_discount_request, body=MaybeReasonBody),
        "withdraw": Verb(service=withdraw_discount_request),
        "reopen": Verb(service=reopen_discount_request),
    }

    def queryset(self) -> QuerySet[Any]:
        """With the bill and the people."""
        return DiscountRequest.objects.select_related("order", "requested_by", "decided_by")
