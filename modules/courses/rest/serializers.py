"""How courses are written to the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from erp.kernel.rest.serializers import RecordSerializer
from modules.courses.data import ComponentIn
from modules.courses.models import CourseAllowance, CourseComponent, CourseTemplate, Redemption, UserCourseBalance


class ComponentSerializer(serializers.ModelSerializer[CourseComponent]):
    product_name = serializers.CharField(source="product.name", read_only=True)
    product_name_th = serializers.CharField(source="product.name_th", read_only=True)
    weight = serializers.DecimalField(max_digits=12, decimal_places=2, required=False)

    class Meta:
        model = CourseComponent
        fields = ("id", "product", "product_name", "product_name_th", "sessions", "weight")

    def to_internal_value(self, data: Any) -> ComponentIn:
        values: Mapping[str, Any] = super().to_internal_value(data)
        return ComponentIn(product_id=values["product"].pk, sessions=values["sessions"], weight=values.get("weight"))


class TemplateSerializer(RecordSerializer[CourseTemplate]):
    components = ComponentSerializer(many=True)

    class Meta:
        model = CourseTemplate
        fields = ("product", "version_no", "name", "name_th", "validity_days", "state", "components", "created_at")
        read_only_fields = ("version_no", "created_at")
        extra_kwargs: ClassVar = {"name": {"required": False}}
        validators: ClassVar[list[Any]] = []


class AllowanceSerializer(serializers.ModelSerializer[CourseAllowance]):
    product_name = serializers.CharField(source="product.name", read_only=True)
    product_name_th = serializers.CharField(source="product.name_th", read_only=True)
    left = serializers.IntegerField(read_only=True)

    class Meta:
        model = CourseAllowance
        fields = ("id", "product", "product_name", "product_name_th", "sold", "used", "held", "left")


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
            "valid_until", "expires_on", "state", "sold", "used", "held", "remaining", "allowances",
        )  # fmt: skip

    def get_remaining(self, row: Any) -> int:
        return int(row.sold - row.used - row.held)


class RedemptionSerializer(RecordSerializer[Redemption]):
    is_returned = serializers.BooleanField(read_only=True)
    balance = serializers.IntegerField(read_only=True)
    patient = serializers.IntegerField(read_only=True)
    title = serializers.CharField(source="allowance.balance.title", read_only=True)

    class Meta:
        model = Redemption
        fields = (
            "branch", "allowance", "balance", "patient", "title", "session_no", "value", "source", "performed_by",
            "redeemed_at", "business_on", "is_returned",
        )  # fmt: skip
