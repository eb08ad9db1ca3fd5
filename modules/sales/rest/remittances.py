"""Doors to deposits and collections, and to the movements of customer credit."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb
from modules.sales.models import CreditMovement, Remittance
from modules.sales.rest.bodies import DepositBody, PayBackBody
from modules.sales.rest.refunds import RefundTenderSerializer
from modules.sales.rest.serializers import PrintedSerializer
from modules.sales.services.take_deposit import pay_back_deposit, take_deposit
from modules.sales.services.write_remittance import reprint_remittance


class RemittanceSerializer(RecordSerializer[Remittance]):
    """A deposit or collection with its payments."""

    tenders = RefundTenderSerializer(many=True, read_only=True)

    class Meta:
        model = Remittance
        fields = (
            "number", "kind", "branch", "patient", "customer", "register_session", "business_on", "amount", "note",
            "made_at", "made_by", "tenders",
        )  # fmt: skip


class RemittanceView(RecordView):
    """Deposits and collections: taken at the till, never changed."""

    model = Remittance
    serializer = RemittanceSerializer
    creates = False
    updates = False
    search_fields = ("number", "patient__hn", "customer__name", "note")
    filter_fields = (
        "number", "kind", "branch", "patient", "customer", "register_session", "business_on", "amount", "made_at",
        "made_by",
    )  # fmt: skip
    verbs: ClassVar = {
        "deposit": Verb(service=take_deposit, body=DepositBody, birth=True, money=True, label=_("Take a deposit")),
        "pay_back": Verb(
            service=pay_back_deposit, body=PayBackBody, birth=True, money=True, label=_("Pay a deposit back")
        ),
        "reprint": Verb(
            service=reprint_remittance,
            answer=PrintedSerializer,
            label=_("Print"),
            offered=lambda _remittance: True,
            link=lambda remittance: f"/pos/remittances/{remittance.pk}",
        ),
    }

    def queryset(self) -> QuerySet[Any]:
        """With payments."""
        return Remittance.objects.prefetch_related("tenders")


class CreditMovementView(RecordView):
    """Every movement of customer credit."""

    model = CreditMovement
    creates = False
    updates = False
    search_fields = ("patient__hn",)


class RemittanceNoteView(ReadView):
    """The document of a deposit or collection, as it was frozen."""

    right = "sales.read_remittance"

    def get(self, request: Request, pk: int) -> Response:
        """With how often it was printed."""
        remittance = Remittance.objects.filter(pk=pk).first()
        if remittance is None:
            raise Missing(remittance=pk)
        require(self.user, self.right, remittance)
        return Response({**remittance.document, "id": remittance.pk, "printed_count": remittance.prints.count()})
