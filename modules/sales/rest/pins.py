"""Doors of a manager's PIN: she sets it herself; at a till it approves in her name what the cashier may not."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.models import User
from erp.kernel.rest.doors import CommandView
from modules.sales.errors import PinIsYourOwn
from modules.sales.models import DiscountRequest, Order, Refund
from modules.sales.rest.bodies import ByPinBody, PinBody, VoidByPinBody
from modules.sales.rest.records import OrderView, scope_checked
from modules.sales.services.approver_pins import approver_by_pin, set_pin
from modules.sales.services.discount_requests import approve_discount_request
from modules.sales.services.refund_decisions import approve_refund
from modules.sales.services.void_order import void_order


class PinSetSerializer(serializers.Serializer[Any]):
    """That it is set, and when."""

    set_at = serializers.DateTimeField()


class DecidedSerializer(serializers.Serializer[Any]):
    """What became of it, and in whose name."""

    state = serializers.CharField()
    decided_by_name = serializers.CharField()


class PinView(CommandView):
    """Set one's own PIN."""

    right = "sales.set_approver_pin"
    body = PinBody
    answer = PinSetSerializer

    def post(self, request: Request) -> Response:
        """Anew, with one's password."""
        return Response(PinSetSerializer(set_pin(**self.read(), by=self.user, at=self.now())).data)


class ByPinView(CommandView):
    """Something that another person decides at this till, by her PIN."""

    body = ByPinBody
    answer = DecidedSerializer
    key_required = True
    approver: User

    def write(self, handle: Callable[[], Response]) -> Any:
        """The PIN is tried outside the transaction: a wrong one counts although nothing else happens."""
        given = self.read()
        self.approver = approver_by_pin(username=given["username"], pin=given["pin"], at=self.now())
        if self.approver.pk == self.user.pk:
            raise PinIsYourOwn()
        return super().write(handle)

    def answered(self, record: Any) -> Response:
        """The record's state, and who decided."""
        told = {"state": record.state, "decided_by_name": str(self.approver)}
        return Response(DecidedSerializer(told).data)


class DiscountByPinView(ByPinView):
    """Approve a discount at the till."""

    right = "sales.request_discount_order"

    def post(self, request: Request, pk: int) -> Response:
        """As in the inbox, in the name of whose PIN it is."""
        scope_checked(DiscountRequest, pk, self.user, "sales.read_discount_request")
        decided = approve_discount_request(
            discount_request_id=pk, reason=self.read()["reason"], by=self.approver, at=self.now()
        )
        return self.answered(decided)


class RefundByPinView(ByPinView):
    """Approve a refund at the till."""

    right = "sales.request_refund_order"

    def post(self, request: Request, pk: int) -> Response:
        """As in the inbox, in the name of whose PIN it is."""
        scope_checked(Refund, pk, self.user, "sales.read_refund")
        return self.answered(
            approve_refund(refund_id=pk, reason=self.read()["reason"], by=self.approver, at=self.now())
        )


class VoidByPinView(ByPinView):
    """Void a bill at the till."""

    right = "sales.pay_order"
    body = VoidByPinBody

    def post(self, request: Request, pk: int) -> Response:
        """In the name of whose PIN it is."""
        scope_checked(Order, pk, self.user, OrderView.reading_right())
        return self.answered(void_order(order_id=pk, reason=self.read()["reason"], by=self.approver, at=self.now()))
