"""Doors to companies that buy on account: their terms, what they owe, and what they pay."""

from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.sales.models import CollectionLine, Customer
from modules.sales.rest.bodies import CollectBody, MaybeReasonBody
from modules.sales.rest.serializers import money_field
from modules.sales.selectors.open_items import open_bills, open_by_customer
from modules.sales.services.collect import collect
from modules.sales.services.customers import (
    add_customer,
    approve_customer,
    change_customer,
    refuse_customer,
    reopen_customer,
)


class CustomerSerializer(RecordSerializer[Customer]):
    """A company with what it owes."""

    open = serializers.SerializerMethodField()

    class Meta:
        model = Customer
        fields = (
            "name", "name_th", "tax_id", "tax_branch_code", "address", "credit_days", "credit_limit", "open", "state",
            "requested_by", "requested_at", "decided_by", "decided_at", "decision_reason",
        )  # fmt: skip
        read_only_fields = ("requested_by", "requested_at", "decided_by", "decided_at", "decision_reason")
        validators: ClassVar[list[Any]] = []  # the database says which company is there already

    def get_open(self, customer: Customer) -> str:
        """All its bills together; read once for a page of them."""
        root: Any = self.root
        if "_owed" not in root.__dict__:
            root._owed = open_by_customer()
        return str(root._owed.get(customer.pk, Decimal("0.00")))


class CollectedSerializer(serializers.Serializer[Any]):
    """The receipt of a payment."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    amount = money_field()


class CustomerView(RecordView):
    """Companies that buy on account."""

    model = Customer
    serializer = CustomerSerializer
    create_service = staticmethod(add_customer)
    update_service = staticmethod(change_customer)
    search_fields = ("name", "name_th", "tax_id")
    default_order = "name"
    verbs: ClassVar = {
        "approve": Verb(service=approve_customer, body=MaybeReasonBody),
        "refuse": Verb(service=refuse_customer, body=MaybeReasonBody),
        "reopen": Verb(service=reopen_customer),
        "collect": Verb(
            service=collect,
            body=CollectBody,
            money=True,
            answer=CollectedSerializer,
            label=_("Take a payment"),
            offered=lambda _customer: True,
            link=lambda customer: f"/pos/collect/{customer.pk}",
        ),
    }


class CollectionLineView(RecordView):
    """What of which bill was collected."""

    model = CollectionLine
    creates = False
    updates = False
    filter_fields = ("remittance", "order", "amount")


class OpenBillSerializer(serializers.Serializer[Any]):
    """A bill on account with what of it is open."""

    order_id = serializers.IntegerField()
    number = serializers.CharField()
    business_on = serializers.DateField()
    due_on = serializers.DateField()
    amount = money_field()
    open = money_field()


class OpenBillsView(ReadView):
    """What a company has not paid yet, the oldest due first."""

    right = "sales.read_customer"
    answer = OpenBillSerializer(many=True)

    def get(self, request: Request, pk: int) -> Response:
        """All branches together: the company pays where it likes."""
        customer = Customer.objects.filter(pk=pk).first()
        if customer is None:
            raise Missing(customer=pk)
        require(self.user, self.right, customer)
        return Response(OpenBillSerializer(open_bills(customer_id=pk), many=True).data)
