"""Doors to courses. A balance is made by a sale and moved by the till: no door writes one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from erp.kernel.rest.views import RecordView, Verb
from modules.courses.models import CourseTemplate, Redemption, RedemptionReturn, UserCourseBalance
from modules.courses.rest.serializers import BalanceSerializer, RedemptionSerializer, TemplateSerializer
from modules.courses.services.create_template import create_template, offer_template, retire_template
from modules.courses.services.end_balance import expire_balance, freeze_balance, reinstate_balance, unfreeze_balance


class TemplateView(RecordView):
    model = CourseTemplate
    serializer = TemplateSerializer
    search_fields = ("name", "name_th")
    create_service = staticmethod(create_template)
    updates = False
    verbs: ClassVar = {"offer": Verb(service=offer_template), "retire": Verb(service=retire_template)}

    def queryset(self) -> QuerySet[Any]:
        return CourseTemplate.objects.prefetch_related("components__product")


class BalanceView(RecordView):
    model = UserCourseBalance
    serializer = BalanceSerializer
    search_fields = ("number", "title", "title_th", "patient__hn")
    filter_fields = ("number", "branch", "patient", "template", "product", "state", "valid_until", "sold_at")
    creates = False
    updates = False
    verbs: ClassVar = {
        "freeze": Verb(service=freeze_balance),
        "unfreeze": Verb(service=unfreeze_balance),
        "expire": Verb(service=expire_balance, money=True),
        "reinstate": Verb(service=reinstate_balance, money=True),
    }

    def queryset(self) -> QuerySet[Any]:
        return UserCourseBalance.objects.prefetch_related("allowances__product").annotate(
            sold=Sum("allowances__sold"), used=Sum("allowances__used"), held=Sum("allowances__held")
        )


class RedemptionView(RecordView):
    model = Redemption
    serializer = RedemptionSerializer
    search_fields = ("source",)
    filter_fields = ("branch", "balance", "patient", "performed_by", "business_on", "source")
    creates = False
    updates = False

    def queryset(self) -> QuerySet[Any]:
        back = RedemptionReturn.objects.filter(redemption=OuterRef("pk"))
        return Redemption.objects.select_related("allowance__balance").annotate(
            is_returned=Exists(back), balance=F("allowance__balance_id"), patient=F("allowance__balance__patient_id")
        )
