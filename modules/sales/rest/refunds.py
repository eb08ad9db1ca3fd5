"""Doors to refunds: what can be given back, what was, and the decision in between."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.sales.errors import NotPaidOut
from modules.sales.models import Order, Refund, RefundLine, RefundState
from modules.sales.policies import refund_limit
from modules.sales.rest.bodies import MaybeReasonBody, PayRefundBody
from modules.sales.rest.serializers import PrintedSerializer, money_field
from modules.sales.selectors.refundable import money_left, open_refund_of, refundable, refunded_worth, ways_back
from modules.sales.selectors.refunding import Refundable
from modules.sales.services.pay_refund import pay_refund
from modules.sales.services.refund_decisions import (
    approve_refund,
    refuse_refund,
    reopen_refund,
    reprint_refund,
    withdraw_refund,
)


class RefundTenderSerializer(serializers.Serializer[Any]):
    """How it was paid back."""

    kind = serializers.CharField()
    amount = money_field()
    reference = serializers.CharField(allow_blank=True)


class RefundLineSerializer(RecordSerializer[RefundLine]):
    """So much of a sold line."""

    line_id = serializers.IntegerField(read_only=True)

    class Meta:
        model = RefundLine
        fields = ("refund", "line", "line_id", "quantity", "gross", "kept", "goods", "cost", "created_at")


class RefundSerializer(RecordSerializer[Refund]):
    """A refund with its lines and payments."""

    order_id = serializers.IntegerField(read_only=True)
    requested_by_name = serializers.CharField(source="requested_by", read_only=True, default="")
    decided_by_name = serializers.CharField(source="decided_by", read_only=True, default="")
    lines = RefundLineSerializer(many=True, read_only=True)
    tenders = RefundTenderSerializer(many=True, read_only=True)

    class Meta:
        model = Refund
        fields = (
            "number", "kind", "state", "branch", "order", "order_id", "reason", "total", "vat", "needs_approval",
            "requested_by", "requested_by_name", "requested_at", "decided_by", "decided_by_name", "decided_at",
            "decision_reason", "register_session", "business_on", "paid_at", "paid_by", "lines", "tenders",
        )  # fmt: skip


class RefundView(RecordView):
    """Refunds. They are asked for, or paid at once, at the bill."""

    model = Refund
    serializer = RefundSerializer
    creates = False
    updates = False
    search_fields = ("number", "order__number", "reason")
    filter_fields = (
        "number", "kind", "state", "reason", "branch", "order", "register_session", "business_on", "total", "vat",
        "requested_by", "decided_by", "paid_by", "requested_at", "paid_at",
    )  # fmt: skip
    verbs: ClassVar = {
        "approve": Verb(service=approve_refund, body=MaybeReasonBody),
        "refuse": Verb(service=refuse_refund, body=MaybeReasonBody),
        "withdraw": Verb(service=withdraw_refund),
        "reopen": Verb(service=reopen_refund),
        "pay": Verb(
            service=pay_refund,
            body=PayRefundBody,
            money=True,
            label=_("Pay out"),
            offered=lambda refund: refund.state == RefundState.APPROVED,
            link=lambda refund: f"/pos/refund/{refund.order_id}",
        ),
        "reprint": Verb(
            service=reprint_refund,
            answer=PrintedSerializer,
            label=_("Print"),
            offered=lambda refund: refund.state == RefundState.PAID,
            link=lambda refund: f"/pos/refunds/{refund.pk}",
        ),
    }

    def queryset(self) -> QuerySet[Any]:
        """With lines, payments and people."""
        people = Refund.objects.select_related("order", "requested_by", "decided_by")
        return people.prefetch_related("lines", "tenders")


class RefundLineView(RecordView):
    """Lines of refunds."""

    model = RefundLine
    serializer = RefundLineSerializer
    creates = False
    updates = False
    search_fields = ("refund__number", "line__product__code")
    filter_fields = ("refund", "line", "quantity", "gross", "goods")


class RefundableLineSerializer(serializers.Serializer[Any]):
    """A sold line with what is left of it."""

    line_id = serializers.IntegerField(source="line.line_id")
    code = serializers.CharField(source="line.product_code")
    name_en = serializers.CharField(source="line.title")
    name_th = serializers.CharField(source="title_th")
    kind = serializers.CharField(source="line.kind")
    unit = serializers.CharField(allow_blank=True)
    unit_price = money_field(source="line.unit_price")
    quantity = serializers.DecimalField(source="line.quantity", max_digits=12, decimal_places=3)
    left = serializers.SerializerMethodField()
    gross = money_field(source="line.gross")
    gross_left = serializers.SerializerMethodField()
    covered = serializers.BooleanField(source="line.covered")
    moves_goods = serializers.BooleanField()
    whole = serializers.SerializerMethodField()

    def get_left(self, row: Refundable) -> str:
        """How much can be given back; none of a course that is used up."""
        return f"{row.left if row.has_left else 0:.3f}"

    def get_gross_left(self, row: Refundable) -> str:
        """What all of it would give back."""
        if row.unused is not None:
            return str(sum(part.gross for part in row.unused) or "0.00")
        return str(row.line.gross - sum(part.gross for part in row.back.parts.values()))

    def get_whole(self, row: Refundable) -> bool:
        """Whether it is given back as a whole or not at all (a course)."""
        return row.unused is not None


class RefundableSerializer(serializers.Serializer[Any]):
    """A bill as the refund screen needs it."""

    order_id = serializers.IntegerField()
    number = serializers.CharField()
    state = serializers.CharField()
    business_on = serializers.DateField()
    total = money_field()
    hn = serializers.CharField(allow_blank=True)
    lines = RefundableLineSerializer(many=True)
    ways = serializers.DictField(child=serializers.CharField())
    to_credit = serializers.BooleanField()
    money_left = serializers.CharField(allow_null=True)
    limit = serializers.CharField(allow_null=True)
    worth = serializers.CharField()
    refund = RefundSerializer(allow_null=True)


class RefundableView(ReadView):
    """What of a bill can be given back, how, and how much the viewer may give back alone."""

    right = "sales.refund_order"
    answer = RefundableSerializer

    def get(self, request: Request, pk: int) -> Response:
        """With the refund that is under way, if there is one."""
        order = Order.objects.filter(pk=pk).first()
        if order is None:
            raise Missing(order=pk)
        require(self.user, self.right, order)
        sale, lines = refundable(pk)
        limit, in_money = refund_limit(self.user), money_left(pk)
        found = {
            "order_id": order.pk,
            "number": order.number,
            "state": order.state,
            "business_on": order.business_on,
            "total": order.total,
            "hn": order.receipt.data.get("hn", ""),
            "lines": list(lines.values()),
            "ways": {kind: str(amount) for kind, amount in ways_back(sale.order_id).items()},
            "to_credit": order.patient_id is not None,
            "money_left": None if in_money is None else str(in_money),
            "limit": None if limit is None else str(limit),
            "worth": str(refunded_worth(sale.order_id)),
            "refund": open_refund_of(sale.order_id),
        }
        return Response(RefundableSerializer(found, context={"user": self.user, "request": request}).data)


class NoteView(ReadView):
    """A credit note or refund receipt, as it was frozen."""

    right = "sales.read_refund"

    def get(self, request: Request, pk: int) -> Response:
        """With how often it was printed."""
        refund = Refund.objects.filter(pk=pk).first()
        if refund is None:
            raise Missing(refund=pk)
        require(self.user, self.right, refund)
        if refund.state != RefundState.PAID:
            raise NotPaidOut(state=refund.state)
        return Response({**refund.document, "order_id": refund.order_id, "printed_count": refund.prints.count()})
