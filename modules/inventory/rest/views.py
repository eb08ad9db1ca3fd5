"""Doors to the inventory."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.rest.doors import CommandView, ReadView
from erp.kernel.rest.views import RecordView, Verb
from modules.inventory.data import ReceiptIn
from modules.inventory.models import (
    Location,
    Lot,
    Quant,
    ReorderPoint,
    StockAdjustment,
    StockMove,
    StockTransfer,
    StockValue,
)
from modules.inventory.selectors.stock import alerts, lot_uses
from modules.inventory.services.adjust_stock import adjust_stock
from modules.inventory.services.change_lot import expire_lot, recall_lot, release_lot
from modules.inventory.services.receive_delivery import receive_delivery
from modules.inventory.services.transfer_stock import transfer_stock


class LocationView(RecordView):
    """Places of stock."""

    model = Location
    search_fields = ("code", "name", "name_th")
    default_order = "branch,code"


class LotView(RecordView):
    """Lots; a recall asks every module where the lot went."""

    model = Lot
    creates = False
    updates = False
    search_fields = ("number",)
    default_order = "expires_on"
    verbs: ClassVar = {
        "release": Verb(service=release_lot),
        "recall": Verb(service=recall_lot),
        "expire": Verb(service=expire_lot),
    }


class QuantView(RecordView):
    """Stock by place and lot."""

    model = Quant
    creates = False
    updates = False
    search_fields = ("product__code", "product__name", "product__name_th", "lot__number")
    filter_fields = ("product", "location", "lot", "quantity", "location__branch", "lot__expires_on", "lot__state")
    default_order = "product"

    def queryset(self) -> QuerySet[Any]:
        """With what they refer to."""
        return Quant.objects.select_related("location", "lot")


class StockMoveView(RecordView):
    """Moves of stock."""

    model = StockMove
    creates = False
    updates = False
    search_fields = ("source", "product__code", "product__name", "lot__number")
    default_order = "-moved_at"


class StockValueView(RecordView):
    """What stock is worth."""

    model = StockValue
    creates = False
    updates = False
    search_fields = ("product__code", "product__name")


class ReorderPointView(RecordView):
    """When to order again."""

    model = ReorderPoint
    search_fields = ("product__code", "product__name")


class AdjustBody(serializers.Serializer[Any]):
    """More or less was found."""

    product_id = serializers.IntegerField()
    lot_id = serializers.IntegerField(required=False, allow_null=True)
    change = serializers.DecimalField(max_digits=14, decimal_places=3)
    reason = serializers.CharField(max_length=200)


class StockAdjustmentView(RecordView):
    """Corrections."""

    model = StockAdjustment
    creates = False
    updates = False
    verbs: ClassVar = {"adjust": Verb(service=adjust_stock, body=AdjustBody, birth=True, label=_("Adjust stock"))}


class TransferBody(serializers.Serializer[Any]):
    """From one place to another."""

    origin_id = serializers.IntegerField()
    destination_id = serializers.IntegerField()
    product_id = serializers.IntegerField()
    lot_id = serializers.IntegerField(required=False, allow_null=True)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    reason = serializers.CharField(max_length=200)


class StockTransferView(RecordView):
    """Transfers."""

    model = StockTransfer
    creates = False
    updates = False
    verbs: ClassVar = {"transfer": Verb(service=transfer_stock, body=TransferBody, birth=True, label=_("Transfer"))}


class ReceiptLineBody(serializers.Serializer[Any]):
    """Goods that came in."""

    product_id = serializers.IntegerField()
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    cost = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=Decimal(0))
    lot_number = serializers.CharField(required=False, allow_blank=True, max_length=40)
    expires_on = serializers.DateField(required=False, allow_null=True)


class ReceiveBody(serializers.Serializer[Any]):
    """A delivery note with its lines."""

    delivery_note = serializers.CharField(max_length=40)
    lines = ReceiptLineBody(many=True, allow_empty=False)


class ReceivedSerializer(serializers.Serializer[Any]):
    """What was taken in."""

    product_id = serializers.IntegerField()
    lot_id = serializers.IntegerField(allow_null=True)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    cost = serializers.DecimalField(max_digits=14, decimal_places=2)


class ReceiveView(CommandView):
    """Take a delivery into the current branch's store."""

    right = "inventory.receive_stock"
    body = ReceiveBody
    answer = ReceivedSerializer(many=True)
    key_required = True

    def post(self, request: Request) -> Response:
        """Stock / payable."""
        given = self.read()
        lines = [ReceiptIn(**line) for line in given["lines"]]
        received = receive_delivery(
            branch_id=self.branch_id or 0,
            delivery_note=given["delivery_note"],
            lines=lines,
            by=self.user,
            at=self.now(),
        )
        return Response(ReceivedSerializer(received, many=True).data, status=201)


class AlertSerializer(serializers.Serializer[Any]):
    """Something that wants attention."""

    kind = serializers.CharField()
    branch_id = serializers.IntegerField()
    product_id = serializers.IntegerField()
    product = serializers.CharField()
    lot = serializers.CharField(allow_blank=True)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    minimum = serializers.DecimalField(max_digits=12, decimal_places=3, allow_null=True)
    expires_on = serializers.DateField(allow_null=True)


class AlertsView(ReadView):
    """Low stock and lots that end soon, in the caller's branches."""

    right = "inventory.read_alert"
    answer = AlertSerializer(many=True)

    def get(self, request: Request) -> Response:
        """All of them."""
        found = alerts(self.user.branch_ids, on=localdate(self.now()))
        return Response(AlertSerializer([asdict(alert) for alert in found], many=True).data)


class LotUseSerializer(serializers.Serializer[Any]):
    """Where a lot went."""

    noun = serializers.CharField()
    reference = serializers.CharField()
    patient_id = serializers.IntegerField(allow_null=True)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    at = serializers.DateTimeField()


class LotUsesView(ReadView):
    """A recall's list."""

    right = "inventory.recall_lot"
    answer = LotUseSerializer(many=True)

    def get(self, request: Request, pk: int) -> Response:
        """Every use."""
        return Response(LotUseSerializer(lot_uses(pk), many=True).data)
