"""Doors of tills that sell without the server: a device's series, its sales as they arrive, what is left to settle."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.rest.doors import CommandView
from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.sales.data import DiscountIn, PrintedSale, UsedNumbers
from modules.sales.models import DeviceSeries, OfflineFinding, OfflineSale, Receipt
from modules.sales.rest.bodies import OrderDiscountBody, OrderLineBody, TenderBody, line_in, tender_in
from modules.sales.services.enter_printed_sale import enter_printed_sale
from modules.sales.services.hand_over_sale import hand_over_sale, write_off_numbers
from modules.sales.services.register_device import register_device
from modules.sales.services.settle_finding import settle_finding


class UsedBody(serializers.Serializer[Any]):
    """How far a series is."""

    kind = serializers.ChoiceField(choices=Receipt.Kind.choices)
    year = serializers.IntegerField(min_value=2000, max_value=9999)
    last = serializers.IntegerField(min_value=0)


class DeviceBody(serializers.Serializer[Any]):
    """A browser at a till, and the numbers it has given."""

    register_session = serializers.IntegerField()
    key = serializers.UUIDField()
    used = UsedBody(many=True, required=False)

    def validate_used(self, rows: list[dict[str, Any]]) -> list[UsedNumbers]:
        """As the service takes them."""
        return [UsedNumbers(**row) for row in rows]


class DeviceNumbersSerializer(serializers.Serializer[Any]):
    """A series of the device."""

    kind = serializers.CharField()
    year = serializers.IntegerField()
    prefix = serializers.CharField()
    last = serializers.IntegerField(source="reported")


class DeviceSerializer(serializers.Serializer[Any]):
    """The device as the till keeps it. `last` of a series is the highest number that the server knows to be given."""

    id = serializers.IntegerField(source="pk")
    register = serializers.IntegerField(source="register_id")
    code = serializers.CharField()
    series = DeviceNumbersSerializer(many=True, source="series.all")


class PrintedLineBody(OrderLineBody):
    """A line as it was printed."""

    tax_code = serializers.CharField(max_length=12)


class NumberBody(serializers.Serializer[Any]):
    """A number of a device, and where and when it was given."""

    device = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Receipt.Kind.choices)
    year = serializers.IntegerField(min_value=2000, max_value=9999)
    no = serializers.IntegerField(min_value=1)
    register_session = serializers.IntegerField()
    sold_at = serializers.DateTimeField()
    cashier = serializers.IntegerField()


class PrintedBody(NumberBody):
    """A sale as it was printed."""

    number = serializers.CharField(max_length=40)
    patient = serializers.IntegerField(required=False, allow_null=True)
    lines = PrintedLineBody(many=True, allow_empty=False)
    order_discount = OrderDiscountBody(required=False, allow_null=True)
    price_list = serializers.IntegerField(required=False, allow_null=True)
    tenders = TenderBody(many=True)
    total = serializers.DecimalField(max_digits=14, decimal_places=2)


class HandOverBody(NumberBody):
    """A sale that cannot be entered, as the device keeps it."""

    reason = serializers.CharField(max_length=400)
    content = serializers.JSONField()


class WriteOffBody(serializers.Serializer[Any]):
    """Why the device sends nothing more."""

    register_session = serializers.IntegerField()
    reason = serializers.CharField(max_length=200)


class SettleBody(serializers.Serializer[Any]):
    """What was done."""

    note = serializers.CharField(max_length=200)


class EnteredSerializer(serializers.Serializer[Any]):
    """What became of a printed sale; `findings` are for somebody to look at."""

    id = serializers.IntegerField(source="order_id")
    number = serializers.CharField()
    findings = serializers.ListField(child=serializers.CharField())


class KeptSerializer(serializers.Serializer[Any]):
    """The number that is kept."""

    number = serializers.CharField()


class OfflineSaleSerializer(RecordSerializer[OfflineSale]):
    """A number that a device gave, and its sale."""

    class Meta:
        model = OfflineSale
        fields = ("number", "order", "register_session", "sold_at", "received_at", "sold_by", "received_by", "content")


class DeviceSeriesSerializer(RecordSerializer[DeviceSeries]):
    """How far a device is with its numbers."""

    class Meta:
        model = DeviceSeries
        fields = ("device", "kind", "year", "prefix", "last", "reported")


class OfflineFindingSerializer(RecordSerializer[OfflineFinding]):
    """What an offline sale left for somebody to settle."""

    class Meta:
        model = OfflineFinding
        fields = ("sale", "kind", "product", "quantity", "detail", "state", "settled_at", "settled_by", "note")


class DeviceView(CommandView):
    """Make the device known, and hear how far its numbers are."""

    right = "sales.sync_offline_sale"
    body = DeviceBody
    answer = DeviceSerializer

    def post(self, request: Request) -> Response:
        """The device with its series."""
        found = register_device(**{"used": [], **self.read()}, by=self.user, at=self.now())
        return Response(DeviceSerializer(found).data)


class SyncView(CommandView):
    """A printed sale arrives, once for each number."""

    right = "sales.sync_offline_sale"
    body = PrintedBody
    answer = EnteredSerializer
    key_required = True
    status = 201

    def post(self, request: Request) -> Response:
        """Its order, and what was noticed about it."""
        sale = printed_sale(self.read(), content=dict(request.data))
        return Response(EnteredSerializer(enter_printed_sale(sale=sale, by=self.user, at=self.now())).data, status=201)


class HandOverView(CommandView):
    """A printed sale that cannot be entered is put before a manager."""

    right = "sales.hand_over_offline_sale"
    body = HandOverBody
    answer = KeptSerializer
    key_required = True
    status = 201

    def post(self, request: Request) -> Response:
        """Kept under its number."""
        row = hand_over_sale(**self.read(), by=self.user, at=self.now())
        return Response(KeptSerializer(row).data, status=201)


def printed_sale(given: Mapping[str, Any], *, content: Mapping[str, Any]) -> PrintedSale:
    """The body as the service takes it."""
    values = dict(given)
    lines = [dict(line) for line in values.pop("lines")]
    discount = values.pop("order_discount", None)
    return PrintedSale(
        **{**values, "tenders": [tender_in(tender) for tender in values["tenders"]]},
        tax_codes={line["key"]: line.pop("tax_code") for line in lines},
        lines=[line_in(line) for line in lines],
        order_discount=DiscountIn(**discount) if discount else None,
        content=content,
    )


class DeviceSeriesView(RecordView):
    """Numbers of devices; a manager writes off those of a device that is gone."""

    model = DeviceSeries
    serializer = DeviceSeriesSerializer
    creates = False
    updates = False
    search_fields = ("prefix",)
    default_order = "prefix"
    verbs: ClassVar = {
        "write_off": Verb(
            service=write_off_numbers,
            body=WriteOffBody,
            label=_("Write missing numbers off"),
            offered=lambda series: series.reported > series.last,
        )
    }


class OfflineSaleView(RecordView):
    """Sales made without the server, as they were printed."""

    model = OfflineSale
    serializer = OfflineSaleSerializer
    creates = False
    updates = False
    search_fields = ("number",)
    default_order = "-received_at"


class OfflineFindingView(RecordView):
    """What offline sales left for somebody to settle."""

    model = OfflineFinding
    serializer = OfflineFindingSerializer
    creates = False
    updates = False
    search_fields = ("sale__number", "detail")
    default_order = "-id"
    verbs: ClassVar = {"settle": Verb(service=settle_finding, body=SettleBody)}

    def queryset(self) -> QuerySet[Any]:
        """With their sales."""
        return OfflineFinding.objects.select_related("sale", "product", "settled_by")
