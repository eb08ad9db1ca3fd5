"""What the till sends: read into the values that services take."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from modules.sales.data import CollectIn, CoverIn, DiscountIn, LineIn, RefundLineIn, ShareIn, TenderIn

MONEY: dict[str, Any] = {"max_digits": 14, "decimal_places": 2, "min_value": Decimal(0)}
PERCENT: dict[str, Any] = {"max_digits": 5, "decimal_places": 2, "min_value": Decimal(0), "max_value": Decimal(100)}


class ShareBody(serializers.Serializer[Any]):
    """Who sold or performed."""

    staff_id = serializers.IntegerField()
    percent = serializers.DecimalField(**PERCENT)
    role = serializers.CharField(max_length=16, default="seller")


class CoverBody(serializers.Serializer[Any]):
    """What pays instead of money."""

    kind = serializers.CharField(max_length=16)
    balance_id = serializers.IntegerField()


class OrderLineBody(serializers.Serializer[Any]):
    """One line."""

    key = serializers.CharField(max_length=64)
    product_id = serializers.IntegerField()
    quantity = serializers.DecimalField(max_digits=12, decimal_places=3)
    unit_price = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=Decimal(0))
    discount_amount = serializers.DecimalField(**MONEY, required=False, allow_null=True)
    discount_percent = serializers.DecimalField(**PERCENT, required=False, allow_null=True)
    lot_id = serializers.IntegerField(required=False, allow_null=True)
    shares = ShareBody(many=True, required=False)
    cover = CoverBody(required=False, allow_null=True)
    pays = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class OrderDiscountBody(serializers.Serializer[Any]):
    """Off the whole bill."""

    amount = serializers.DecimalField(**MONEY, required=False, allow_null=True)
    percent = serializers.DecimalField(**PERCENT, required=False, allow_null=True)


class TenderBody(serializers.Serializer[Any]):
    """A payment."""

    kind = serializers.CharField(max_length=12)
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)
    tendered = serializers.DecimalField(max_digits=14, decimal_places=2, required=False, allow_null=True)
    reference = serializers.CharField(max_length=60, required=False, allow_blank=True, allow_null=True)
    customer = serializers.IntegerField(required=False, allow_null=True)


class DraftBody(serializers.Serializer[Any]):
    """A bill that is not paid yet."""

    order_id = serializers.IntegerField(required=False, allow_null=True)
    register_session = serializers.IntegerField(required=False, allow_null=True)
    patient = serializers.IntegerField(required=False, allow_null=True)
    lines = OrderLineBody(many=True)
    order_discount = OrderDiscountBody(required=False, allow_null=True)
    price_list = serializers.IntegerField(required=False, allow_null=True, default=None)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class CheckoutBody(DraftBody):
    """A bill that is paid now."""

    register_session = serializers.IntegerField()
    tenders = TenderBody(many=True)
    expected_total = serializers.DecimalField(max_digits=14, decimal_places=2)
    signature = serializers.JSONField(required=False, allow_null=True, default=None)


def order_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The body's lines and discount as the services take them."""
    values = dict(given)
    values["lines"] = [line_in(line) for line in given["lines"]]
    discount = given.get("order_discount")
    values["order_discount"] = DiscountIn(**discount) if discount else None
    return values


def line_in(given: Mapping[str, Any]) -> LineIn:
    """One line."""
    values = dict(given)
    cover = values.pop("cover", None)
    shares = [ShareIn(**share) for share in values.pop("shares", None) or ()]
    return LineIn(**values, shares=shares, cover=CoverIn(**cover) if cover else None)


def tender_in(given: Mapping[str, Any]) -> TenderIn:
    """One payment."""
    return TenderIn(**{**given, "reference": given.get("reference") or ""})


class ReasonBody(serializers.Serializer[Any]):
    """A word why."""

    reason = serializers.CharField(max_length=200)


class MaybeReasonBody(serializers.Serializer[Any]):
    """A word why, if there is one."""

    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class DiscountBody(serializers.Serializer[Any]):
    """A discount asked for."""

    percent = serializers.DecimalField(**PERCENT, required=False, allow_null=True)
    amount = serializers.DecimalField(**MONEY, required=False, allow_null=True)
    reason = serializers.CharField(max_length=200)


class CashBody(serializers.Serializer[Any]):
    """Cash that moves."""

    amount = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=Decimal("0.01"))
    reason = serializers.CharField(max_length=200)


class PiecesBody(serializers.Serializer[Any]):
    """So many of one denomination."""

    denomination = serializers.DecimalField(max_digits=8, decimal_places=2, min_value=Decimal("0.25"))
    pieces = serializers.IntegerField(min_value=0, max_value=100_000)


class CountBody(serializers.Serializer[Any]):
    """A blind count."""

    counted = PiecesBody(many=True)


class PromptPayBody(serializers.Serializer[Any]):
    """An amount to be shown as a QR."""

    amount = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=Decimal("0.01"))
    reference = serializers.CharField(max_length=25, required=False, allow_blank=True, default="")


class RefundLineBody(serializers.Serializer[Any]):
    """So much of a sold line."""

    line_id = serializers.IntegerField()
    quantity = serializers.DecimalField(max_digits=12, decimal_places=3, min_value=Decimal("0.001"))
    goods = serializers.ChoiceField(choices=("stock", "loss", ""), required=False, default="")


class AskRefundBody(serializers.Serializer[Any]):
    """Lines to give back, and why."""

    lines = RefundLineBody(many=True, allow_empty=False)
    reason = serializers.CharField(max_length=200)

    def validate_lines(self, rows: Sequence[Mapping[str, Any]]) -> list[RefundLineIn]:
        """As the service takes them."""
        return [RefundLineIn(**row) for row in rows]


class PayRefundBody(serializers.Serializer[Any]):
    """Where the money comes from."""

    register_session = serializers.IntegerField()
    tenders = TenderBody(many=True)

    def validate_tenders(self, rows: Sequence[Mapping[str, Any]]) -> list[TenderIn]:
        """As the service takes them."""
        return [tender_in(row) for row in rows]


class DepositBody(PayRefundBody):
    """Money of a patient for later."""

    patient = serializers.IntegerField()
    note = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class PayBackBody(DepositBody):
    """Unused credit paid back, and why."""

    note = serializers.CharField(max_length=200)


class CollectLineBody(serializers.Serializer[Any]):
    """So much of a bill on account."""

    order_id = serializers.IntegerField()
    amount = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=Decimal("0.01"))


class CollectBody(serializers.Serializer[Any]):
    """What a company pays now: at a register, or without one at the caller's branch."""

    register_session = serializers.IntegerField(required=False, allow_null=True)
    lines = CollectLineBody(many=True, allow_empty=False)
    tenders = TenderBody(many=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")

    def validate_lines(self, rows: Sequence[Mapping[str, Any]]) -> list[CollectIn]:
        """As the service takes them."""
        return [CollectIn(**row) for row in rows]

    def validate_tenders(self, rows: Sequence[Mapping[str, Any]]) -> list[TenderIn]:
        """As the service takes them."""
        return [tender_in(row) for row in rows]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Where it is written when no register is named."""
        return {**attrs, "branch_id": self.context["view"].branch_id}


class PinBody(serializers.Serializer[Any]):
    """One's new PIN, and one's password."""

    pin = serializers.CharField(max_length=10)
    password = serializers.CharField(max_length=128, trim_whitespace=False)


class ByPinBody(serializers.Serializer[Any]):
    """Who approves, said with a PIN."""

    username = serializers.CharField(max_length=60)
    pin = serializers.CharField(max_length=10)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class VoidByPinBody(ByPinBody):
    """Who voids, and why."""

    reason = serializers.CharField(max_length=200)


class BuyerBody(serializers.Serializer[Any]):
    """Who is named on a full tax invoice."""

    name = serializers.CharField(max_length=160)
    tax_id = serializers.CharField(max_length=13)
    branch_code = serializers.CharField(max_length=5, required=False, default="00000")
    address = serializers.CharField(max_length=300)


class RefundBody(PayRefundBody, AskRefundBody):
    """Lines given back and paid out at once."""
