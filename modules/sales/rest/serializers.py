"""How sales are written to the API."""

from typing import Any, ClassVar

from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from modules.patients import public as patients
from modules.sales.models import (
    DiscountRequest,
    Order,
    OrderLine,
    OrderLineShare,
    Register,
    RegisterSession,
    RequestState,
    SessionState,
    TaxInvoice,
    Tender,
)


def money_field(**options: Any) -> serializers.DecimalField:
    """Money, as text with two places."""
    return serializers.DecimalField(max_digits=16, decimal_places=2, read_only=True, **options)


class SessionBriefSerializer(serializers.Serializer[Any]):
    """The session at a register."""

    id = serializers.IntegerField()
    state = serializers.CharField()
    opened_at = serializers.DateTimeField()
    float = money_field(source="float_amount")
    business_on = serializers.DateField()
    opened_by = serializers.IntegerField(source="opened_by_id", allow_null=True)
    opened_by_name = serializers.CharField(source="opened_by", default="")


class RegisterSerializer(RecordSerializer[Register]):
    """A till, with the session at it."""

    session = serializers.SerializerMethodField()

    class Meta:
        model = Register
        fields = ("branch", "code", "name", "name_th", "is_active", "session")

    def get_session(self, register: Register) -> Any:
        """The one that is not closed."""
        running = (
            RegisterSession.objects.filter(register=register)
            .exclude(state=SessionState.CLOSED)
            .select_related("opened_by")
            .first()
        )
        return SessionBriefSerializer(running).data if running else None

    get_session.__annotations__["return"] = SessionBriefSerializer(allow_null=True)


class RegisterSessionSerializer(RecordSerializer[RegisterSession]):
    """A shift. What was expected stands here only once it is closed."""

    float = serializers.DecimalField(source="float_amount", max_digits=12, decimal_places=2, min_value=0)
    opened_by_name = serializers.CharField(source="opened_by", read_only=True, default="")
    over_short = money_field(allow_null=True)

    class Meta:
        model = RegisterSession
        fields = (
            "number", "register", "branch", "business_on", "state", "float", "opened_by", "opened_by_name",
            "opened_at", "counted", "expected", "over_short", "closed_by", "closed_at", "close_reason",
        )  # fmt: skip
        read_only_fields = (
            "number", "branch", "business_on", "opened_by", "opened_at", "counted", "expected", "closed_by",
            "closed_at", "close_reason",
        )  # fmt: skip
        extra_kwargs: ClassVar[dict[str, Any]] = {"register": {"validators": []}}  # the service says who is at it
        validators: ClassVar[list[Any]] = []


class ShareSerializer(serializers.ModelSerializer[OrderLineShare]):
    """Who sold or performed."""

    staff_id = serializers.IntegerField(read_only=True)

    class Meta:
        model = OrderLineShare
        fields = ("staff_id", "role", "percent")


class OrderLineSerializer(RecordSerializer[OrderLine]):
    """A line of a bill."""

    product_id = serializers.IntegerField(read_only=True)
    lot_id = serializers.IntegerField(read_only=True, allow_null=True)
    discount_amount = money_field(source="line_discount")
    cover = serializers.SerializerMethodField()
    shares = ShareSerializer(many=True, read_only=True)

    class Meta:
        model = OrderLine
        fields = (
            "order", "position", "key", "product", "product_id", "title", "quantity", "unit_price", "standard_price",
            "amount", "discount_amount", "discount", "gross", "lot_id", "stock_issued", "charge", "cover",
            "pays", "shares",
        )  # fmt: skip

    def get_cover(self, line: OrderLine) -> dict[str, Any] | None:
        """What covers it."""
        return {"kind": line.cover_kind, **(line.cover or {})} if line.cover_kind else None


class TenderSerializer(RecordSerializer[Tender]):
    """A payment."""

    class Meta:
        model = Tender
        fields = ("order", "kind", "amount", "tendered", "reference", "created_at")


class TaxInvoiceSerializer(RecordSerializer[TaxInvoice]):
    """A full tax invoice in a list; its document stands at the bill."""

    class Meta:
        model = TaxInvoice
        fields = (
            "number", "order", "business_on", "buyer_name", "buyer_tax_id", "buyer_branch_code", "buyer_address",
            "issued_at", "issued_by",
        )  # fmt: skip


class DiscountRequestSerializer(RecordSerializer[DiscountRequest]):
    """A discount that waits, or waited, for a decision."""

    requested_by_name = serializers.CharField(source="requested_by", read_only=True)
    decided_by_name = serializers.CharField(source="decided_by", read_only=True, default="")

    class Meta:
        model = DiscountRequest
        fields = (
            "order", "percent", "amount", "reason", "state", "requested_by", "requested_by_name", "requested_at",
            "decided_by", "decided_by_name", "decided_at", "decision_reason",
        )  # fmt: skip


class OrderRowSerializer(RecordSerializer[Order]):
    """A bill in a list."""

    patient_id = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Order
        fields = (
            "number", "state", "branch", "register_session", "patient", "patient_id", "price_list", "source", "note",
            "business_on", "subtotal", "discount", "vat", "total", "paid_at", "paid_by", "voided_at",
            "void_reason", "created_at",
        )  # fmt: skip


class OrderSerializer(OrderRowSerializer):
    """A bill with its lines, payments and the latest discount request."""

    patient_name = serializers.SerializerMethodField()
    order_discount = money_field()
    change = money_field()
    lines = OrderLineSerializer(many=True, read_only=True)
    tenders = TenderSerializer(many=True, read_only=True)
    discount_request = serializers.SerializerMethodField()

    class Meta(OrderRowSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *OrderRowSerializer.Meta.fields,
            "patient_name",
            "order_discount",
            "change",
            "lines",
            "tenders",
            "discount_request",
        )

    def get_patient_name(self, order: Order) -> str:
        """As the viewer may see it."""
        if order.patient_id is None:
            return ""
        card = patients.cards([order.patient_id], self.context.get("user")).get(order.patient_id)
        return card.name if card else ""

    def get_discount_request(self, order: Order) -> Any:
        """The latest that was not withdrawn."""
        asked = (
            order.requests.exclude(state=RequestState.WITHDRAWN)
            .select_related("requested_by", "decided_by")
            .order_by("-pk")
            .first()
        )
        return DiscountRequestSerializer(asked, context={"user": self.context.get("user")}).data if asked else None

    get_discount_request.__annotations__["return"] = DiscountRequestSerializer(allow_null=True)


class PaidSerializer(serializers.Serializer[Any]):
    """What checkout answers."""

    id = serializers.IntegerField(source="order_id")
    number = serializers.CharField()
    total = money_field()
    change = money_field()
    receipt = serializers.DictField()
    _actions = serializers.SerializerMethodField()

    def get__actions(self, paid: Any) -> list[dict[str, str]]:
        """What may follow."""
        return list(self.context.get("actions", ()))


class DrawerCountSerializer(serializers.Serializer[Any]):
    """The drawer beside its count."""

    float = money_field()
    cash_tendered = money_field()
    change = money_field()
    refunds = money_field()
    cash_in = money_field()
    cash_out = money_field()
    expected = money_field()
    counted = money_field()
    over_short = money_field()
    tolerance = money_field()
    needs_manager = serializers.BooleanField()


class TenderTotalSerializer(serializers.Serializer[Any]):
    """One kind of payment in a shift."""

    kind = serializers.CharField()
    amount = money_field(allow_null=True)
    refunded = money_field(allow_null=True)
    count = serializers.IntegerField()


class RemittanceTotalSerializer(serializers.Serializer[Any]):
    """One kind of deposit or collection in a shift."""

    kind = serializers.CharField()
    count = serializers.IntegerField()
    amount = money_field(allow_null=True)


class RefundRowSerializer(serializers.Serializer[Any]):
    """A refund paid out in a shift."""

    number = serializers.CharField()
    original = serializers.CharField()
    total = money_field()
    reason = serializers.CharField()
    tenders = serializers.CharField(allow_blank=True)


class SeriesSerializer(serializers.Serializer[Any]):
    """The numbers that one series of receipts gave in a shift."""

    first = serializers.CharField()
    last = serializers.CharField()
    count = serializers.IntegerField()


class SessionReportSerializer(serializers.Serializer[Any]):
    """X or Z. A blind X says nothing (null) where the cash in the drawer would follow."""

    blind = serializers.BooleanField()
    number = serializers.CharField(allow_blank=True)
    session = serializers.IntegerField()
    register = serializers.CharField()
    branch = serializers.CharField()
    branch_th = serializers.CharField(allow_blank=True)
    business_on = serializers.DateField()
    cashier = serializers.CharField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    sales_count = serializers.IntegerField()
    sales_total = money_field(allow_null=True)
    void_count = serializers.IntegerField()
    void_total = money_field()
    refund_count = serializers.IntegerField()
    refund_total = money_field()
    refunds = RefundRowSerializer(many=True)
    discount_total = money_field()
    exempt = money_field(allow_null=True)
    taxable = money_field(allow_null=True)
    vat = money_field(allow_null=True)
    net_takings = money_field(allow_null=True)
    first_number = serializers.CharField(allow_blank=True)
    last_number = serializers.CharField(allow_blank=True)
    series = SeriesSerializer(many=True)
    tenders = TenderTotalSerializer(many=True)
    remittances = RemittanceTotalSerializer(many=True)
    cash = DrawerCountSerializer(allow_null=True)
    close_reason = serializers.CharField(allow_blank=True)
    ledger_head = serializers.CharField(allow_blank=True)


class VisitSerializer(serializers.Serializer[Any]):
    """An unpaid bill."""

    order_id = serializers.IntegerField()
    state = serializers.CharField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]  # a field of that name
    note = serializers.CharField(allow_blank=True)
    total = money_field()
    patient = serializers.DictField(allow_null=True)
    patient_card = serializers.DictField(source="patient", allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class TaxWeightSerializer(serializers.Serializer[Any]):
    """How a price divides over tax codes."""

    tax_code = serializers.CharField()
    price = money_field()


class DuePartSerializer(serializers.Serializer[Any]):
    """A part of a price that is not paid yet."""

    pays = serializers.CharField()
    no = serializers.IntegerField()
    of = serializers.IntegerField()
    amount = money_field()
    due_on = serializers.DateField()
    weights = TaxWeightSerializer(many=True)


class PatientCourseSerializer(serializers.Serializer[Any]):
    """A course of the patient as the till offers it."""

    balance_id = serializers.IntegerField()
    template_code = serializers.CharField()
    title = serializers.CharField()
    title_th = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    sessions = serializers.IntegerField()
    used = serializers.IntegerField()
    held = serializers.IntegerField()
    left = serializers.IntegerField()
    expires_on = serializers.DateField(allow_null=True)
    product_ids = serializers.ListField(child=serializers.IntegerField())
    unit_value = money_field()
    product_id = serializers.IntegerField(allow_null=True)
    due = DuePartSerializer(many=True)
    needs_signature = serializers.BooleanField()


class PatientAtTillSerializer(serializers.Serializer[Any]):
    """The patient beside the cart."""

    card = serializers.DictField()
    allergies = serializers.ListField(child=serializers.DictField())
    courses = PatientCourseSerializer(many=True)
    credit = serializers.CharField()
    drafts = VisitSerializer(many=True)


class PrintedSerializer(serializers.Serializer[Any]):
    """How often a receipt was printed."""

    printed_count = serializers.IntegerField()


class PromptPaySerializer(serializers.Serializer[Any]):
    """A QR: its text and its picture."""

    payload = serializers.CharField()
    svg = serializers.CharField()
