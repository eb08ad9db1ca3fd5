"""How courses are written to the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from erp.kernel.rest.serializers import ActionSerializer, RecordSerializer
from modules.courses.data import ComponentIn
from modules.courses.models import (
    CourseAllowance,
    CourseChange,
    CourseComponent,
    CourseInstalment,
    CourseSetting,
    CourseSignature,
    CourseTemplate,
    Redemption,
    UserCourseBalance,
)
from modules.courses.models.course_template import Measure


class ComponentSerializer(serializers.ModelSerializer[CourseComponent]):
    product_name = serializers.CharField(source="product.name", read_only=True)
    product_name_th = serializers.CharField(source="product.name_th", read_only=True)
    tax_code = serializers.CharField(source="product.tax_code.code", read_only=True)
    weight = serializers.DecimalField(max_digits=12, decimal_places=2, required=False)

    class Meta:
        model = CourseComponent
        fields = ("id", "product", "product_name", "product_name_th", "tax_code", "measure", "sessions", "weight")

    def to_internal_value(self, data: Any) -> ComponentIn:
        values: Mapping[str, Any] = super().to_internal_value(data)
        return ComponentIn(
            product_id=values["product"].pk,
            sessions=values["sessions"],
            measure=values.get("measure", Measure.SESSION),
            weight=values.get("weight"),
        )


class TemplateSerializer(RecordSerializer[CourseTemplate]):
    components = ComponentSerializer(many=True)
    sold = serializers.IntegerField(read_only=True, default=0)

    class Meta:
        model = CourseTemplate
        fields = (
            "product", "version_no", "name", "name_th", "validity_days", "state", "components", "sold", "created_at",
        )  # fmt: skip
        read_only_fields = ("version_no", "created_at")
        extra_kwargs: ClassVar = {"name": {"required": False}}
        validators: ClassVar[list[Any]] = []


class AllowanceSerializer(serializers.ModelSerializer[CourseAllowance]):
    product_name = serializers.CharField(source="product.name", read_only=True)
    product_name_th = serializers.CharField(source="product.name_th", read_only=True)
    left = serializers.IntegerField(read_only=True)

    class Meta:
        model = CourseAllowance
        fields = ("id", "product", "product_name", "product_name_th", "measure", "sold", "used", "held", "left")


class BalanceSerializer(RecordSerializer[UserCourseBalance]):
    sold = serializers.IntegerField(read_only=True)
    used = serializers.IntegerField(read_only=True)
    held = serializers.IntegerField(read_only=True)
    remaining = serializers.SerializerMethodField()
    expires_on = serializers.DateField(source="valid_until", read_only=True)
    allowances = AllowanceSerializer(many=True, read_only=True)

    class Meta:
        model = UserCourseBalance
        fields = (
            "number", "branch", "patient", "template", "product", "title", "title_th", "price", "sold_at",
            "valid_until", "expires_on", "frozen_on", "state", "sold", "used", "held", "remaining", "allowances",
        )  # fmt: skip

    def get_remaining(self, row: Any) -> int:
        return int(row.sold - row.used - row.held)


def money_field(**options: Any) -> serializers.DecimalField:
    """Money, as text with two places."""
    return serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True, **options)


class PersonSerializer(serializers.Serializer[Any]):
    """A patient by name."""

    id = serializers.IntegerField()
    hn = serializers.CharField()
    name = serializers.CharField()


class OtherCourseSerializer(serializers.Serializer[Any]):
    """The course before or after a transfer."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    patient = PersonSerializer()


class ComponentOfPageSerializer(serializers.Serializer[Any]):
    """Sessions (or units) of a treatment, and how many of them what is paid allows."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    name_th = serializers.CharField()
    measure = serializers.CharField()
    sold = serializers.IntegerField()
    used = serializers.IntegerField()
    held = serializers.IntegerField()
    left = serializers.IntegerField()
    price = money_field()
    tax_code = serializers.CharField()
    paid = money_field()
    used_value = money_field()
    payable_sessions = serializers.IntegerField()


class InstalmentOfPageSerializer(serializers.Serializer[Any]):
    """A part of the price: paid, due, overdue, or void because the course is over."""

    id = serializers.IntegerField()
    no = serializers.IntegerField()
    amount = money_field()
    due_on = serializers.DateField()
    paid_on = serializers.DateField(allow_null=True)
    standing = serializers.CharField()


class BillOfPageSerializer(serializers.Serializer[Any]):
    """A bill that paid (a part of) the course, and what a refund of it would give back."""

    order = serializers.IntegerField()
    number = serializers.CharField()
    paid_on = serializers.DateField()
    paid = money_field()
    unused = money_field()


class WaitingSerializer(serializers.Serializer[Any]):
    """A change that waits for a decision."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    reason = serializers.CharField()


class MovementSerializer(serializers.Serializer[Any]):
    """What happened, when, by whom, on which document, and what it did to what is owed."""

    key = serializers.CharField()
    kind = serializers.CharField()
    label: Any = serializers.CharField()
    at = serializers.DateTimeField()
    person = serializers.CharField()
    treatment = serializers.CharField()
    treatment_th = serializers.CharField()
    sessions = serializers.IntegerField()
    session_no = serializers.IntegerField(allow_null=True)
    value = money_field()
    amount = money_field()
    days = serializers.IntegerField(allow_null=True)
    note = serializers.CharField()
    document = serializers.CharField()
    link = serializers.CharField()
    signature = serializers.IntegerField(allow_null=True)


class CoursePageSerializer(serializers.Serializer[Any]):
    """The page of a patient's course."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    title_th = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    version_no = serializers.IntegerField()
    branch = serializers.CharField()
    sold_at = serializers.DateTimeField()
    valid_until = serializers.DateField()
    frozen_on = serializers.DateField(allow_null=True)
    price = money_field()
    paid = money_field()
    unpaid = money_field()
    owed = money_field()
    patient = PersonSerializer()
    components = ComponentOfPageSerializer(many=True)
    instalments = InstalmentOfPageSerializer(many=True)
    bills = BillOfPageSerializer(many=True)
    before = OtherCourseSerializer(allow_null=True)
    after = OtherCourseSerializer(allow_null=True)
    waiting = WaitingSerializer(allow_null=True)
    movements = MovementSerializer(many=True)
    _actions = ActionSerializer(many=True)


class ChangeSerializer(RecordSerializer[CourseChange]):
    """A wish to change a course."""

    class Meta:
        model = CourseChange
        fields = (
            "kind", "balance", "patient", "to_branch", "days", "reason", "state", "requested_by", "requested_at",
            "decided_by", "decided_at", "decision_reason",
        )  # fmt: skip


class InstalmentSerializer(RecordSerializer[CourseInstalment]):
    """A part of a course's price."""

    standing = serializers.CharField(read_only=True)
    patient = serializers.PrimaryKeyRelatedField[Any](source="balance.patient", read_only=True)
    title = serializers.CharField(source="balance.title", read_only=True)

    class Meta:
        model = CourseInstalment
        fields = ("balance", "patient", "title", "no", "amount", "due_on", "paid_on", "standing")


class SettingSerializer(RecordSerializer[CourseSetting]):
    """The settings of courses."""

    class Meta:
        model = CourseSetting
        fields = ("extension_days", "requires_signature")


class SignatureSerializer(RecordSerializer[CourseSignature]):
    """What a patient signed: strokes of points in 0..1 of the pad."""

    class Meta:
        model = CourseSignature
        fields = ("branch", "patient", "document", "strokes", "signed_at", "taken_by")


class RedemptionSerializer(RecordSerializer[Redemption]):
    is_returned = serializers.BooleanField(read_only=True)
    balance = serializers.IntegerField(read_only=True)
    patient = serializers.IntegerField(read_only=True)
    title = serializers.CharField(source="allowance.balance.title", read_only=True)

    class Meta:
        model = Redemption
        fields = (
            "branch", "allowance", "balance", "patient", "title", "session_no", "sessions", "value", "source",
            "performed_by", "redeemed_at", "business_on", "is_returned",
        )  # fmt: skip
