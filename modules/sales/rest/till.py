"""The till's own doors."""

from typing import Any, ClassVar

from django.utils.timezone import localdate
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.models import Branch
from erp.kernel.access.rights import require
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.doors import CommandView, ReadView
from modules.sales.errors import NoInvoice, NoPromptPay, NoReceipt, NotClosed
from modules.sales.models import Receipt, RegisterSession, SessionState, TaxInvoice
from modules.sales.policies import may_know_drawer
from modules.sales.rest.bodies import CheckoutBody, PromptPayBody, order_values, tender_in
from modules.sales.rest.records import OrderView
from modules.sales.rest.serializers import (
    PaidSerializer,
    PatientAtTillSerializer,
    PromptPaySerializer,
    SessionReportSerializer,
    VisitSerializer,
)
from modules.sales.rest.shelf import BootstrapSerializer
from modules.sales.selectors.pos import bootstrap, patient_at_till, visits
from modules.sales.selectors.promptpay import payload, picture
from modules.sales.selectors.takings import session_report
from modules.sales.services.check_out import check_out


class BootstrapView(ReadView):
    """What the till asks for at its start."""

    right = "sales.read_till"
    answer = BootstrapSerializer

    def get(self, request: Request) -> Response:
        """All of it."""
        found = bootstrap(self.user, self.branch_id or 0, on=localdate(self.now()))
        return Response(BootstrapSerializer(found).data)


class VisitsView(ReadView):
    """Bills that wait."""

    right = "sales.read_till"
    answer = VisitSerializer(many=True)

    def get(self, request: Request) -> Response:
        """Of the current branch."""
        return Response(VisitSerializer(visits(self.branch_id or 0, viewer=self.user), many=True).data)


class PatientView(ReadView):
    """The patient beside the cart."""

    right = "sales.read_till"
    answer = PatientAtTillSerializer

    def get(self, request: Request, pk: int) -> Response:
        """Who, allergies, courses, drafts."""
        found = patient_at_till(pk, viewer=self.user, branch_id=self.branch_id or 0, on=localdate(self.now()))
        if found is None:
            raise Missing(patient=pk)
        return Response(PatientAtTillSerializer(found).data)


class CheckoutView(CommandView):
    """Sell and be paid, in one transaction, once for each key."""

    right = "sales.pay_order"
    body = CheckoutBody
    answer = PaidSerializer
    key_required = True
    status = 201

    def post(self, request: Request) -> Response:
        """The bill, its number, change and receipt."""
        values = order_values(self.read())
        values.pop("note", None)
        values["tenders"] = [tender_in(tender) for tender in values["tenders"]]
        paid = check_out(**values, by=self.user, at=self.now())
        return Response(PaidSerializer(paid, context={"actions": self._actions()}).data, status=201)

    def _actions(self) -> list[dict[str, str]]:
        return [{"name": "reprint", "label": "", "target": ""}]


class ReceiptView(ReadView):
    """A receipt, as it was frozen."""

    right = "sales.read_receipt"

    def get(self, request: Request, pk: int) -> Response:
        """With how often it was printed, whether it was voided or refunded, and what may be done with the bill."""
        receipt = Receipt.objects.select_related("order").filter(order_id=pk).first()
        if receipt is None:
            raise NoReceipt()
        require(self.user, "sales.read_order", receipt.order)
        now = {
            "state": receipt.order.state,
            "printed_count": receipt.prints.count(),
            "invoice": getattr(getattr(receipt.order, "tax_invoice", None), "number", ""),
            "_actions": OrderView().offered_actions(receipt.order, self.user),
        }
        return Response({**receipt.data, **now})


class InvoiceView(ReadView):
    """The full tax invoice of a bill, as it was frozen."""

    right = "sales.read_tax_invoice"

    def get(self, request: Request, pk: int) -> Response:
        """With how often it was printed. Raises NoInvoice."""
        invoice = TaxInvoice.objects.select_related("order").filter(order_id=pk).first()
        if invoice is None:
            raise NoInvoice()
        require(self.user, self.right, invoice)
        return Response({**invoice.data, "state": invoice.order.state, "printed_count": invoice.prints.count()})


class PromptPayView(CommandView):
    """An amount as a PromptPay QR of the current branch."""

    right = "sales.pay_order"
    body = PromptPayBody
    answer = PromptPaySerializer

    def post(self, request: Request) -> Response:
        """Text and picture."""
        given = self.read()
        branch = Branch.objects.get(pk=self.branch_id or 0)
        if not branch.promptpay_id:
            raise NoPromptPay()
        text = payload(branch.promptpay_id, given["amount"], reference=given["reference"])
        return Response({"payload": text, "svg": picture(text)})


class SessionView(ReadView):
    """What the reports of a shift share."""

    right = "sales.report_register_session"
    answer: ClassVar[Any] = SessionReportSerializer

    def shift(self, pk: int) -> RegisterSession:
        """The shift, if the caller may see it."""
        found = RegisterSession.objects.select_related("register", "branch", "opened_by").filter(pk=pk).first()
        if found is None:
            raise Missing(register_session=pk)
        require(self.user, self.right, found)
        return found


class XReportView(SessionView):
    """The shift so far; blind for whoever will count the drawer."""

    def get(self, request: Request, pk: int) -> Response:
        """X."""
        shift = self.shift(pk)
        report = session_report(shift, z=False, blind=not may_know_drawer(self.user, shift))
        return Response(SessionReportSerializer(report).data)


class ZReportView(SessionView):
    """The shift, closed."""

    def get(self, request: Request, pk: int) -> Response:
        """Z. Raises NotClosed."""
        shift = self.shift(pk)
        if shift.state != SessionState.CLOSED:
            raise NotClosed(state=shift.state)
        return Response(SessionReportSerializer(session_report(shift, z=True)).data)


class UnpaidVisitsView(SessionView):
    """Visits not checked out, listed before a shift is closed."""

    answer = VisitSerializer(many=True)

    def get(self, request: Request, pk: int) -> Response:
        """Of the shift's branch."""
        return Response(VisitSerializer(visits(self.shift(pk).branch_id, viewer=self.user), many=True).data)
