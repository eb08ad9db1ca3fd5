"""Doors to courses. A balance is made by a sale and moved by the till: no door writes one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from erp.kernel.access.rights import require, visible
from erp.kernel.documents.refusals import Missing
from erp.kernel.rest.doors import ReadView
from erp.kernel.rest.views import RecordView, Verb
from modules.courses.models import (
    CourseChange,
    CourseInstalment,
    CourseSetting,
    CourseSignature,
    CourseTemplate,
    Redemption,
    RedemptionReturn,
    UserCourseBalance,
)
from modules.courses.models.user_course_balance import BalanceState
from modules.courses.rest.bodies import DaysBody, DecisionBody, MaybeReasonBody, ReasonBody, TransferBody
from modules.courses.rest.serializers import (
    BalanceSerializer,
    ChangeSerializer,
    CoursePageSerializer,
    InstalmentSerializer,
    RedemptionSerializer,
    SettingSerializer,
    SignatureSerializer,
    TemplateSerializer,
)
from modules.courses.selectors.course_page import course_page
from modules.courses.services.course_changes import (
    approve_change,
    refuse_change,
    request_extension,
    request_reinstating,
    request_transfer,
    withdraw_change,
)
from modules.courses.services.create_template import create_template, offer_template, retire_template
from modules.courses.services.expire_balances import expire_balance
from modules.courses.services.freeze_balance import extend_balance, freeze_balance, unfreeze_balance


def is_running(balance: UserCourseBalance) -> bool:
    """Whether it can last longer or go to somebody else."""
    return balance.state in (BalanceState.ACTIVE, BalanceState.FROZEN)


def is_expired(balance: UserCourseBalance) -> bool:
    """Whether it can be given back."""
    return balance.state == BalanceState.EXPIRED


class TemplateView(RecordView):
    model = CourseTemplate
    serializer = TemplateSerializer
    search_fields = ("name", "name_th")
    create_service = staticmethod(create_template)
    updates = False
    verbs: ClassVar = {"offer": Verb(service=offer_template), "retire": Verb(service=retire_template)}

    def queryset(self) -> QuerySet[Any]:
        """With how many patients have it on the terms of this version."""
        rows = UserCourseBalance.objects.filter(template=OuterRef("pk")).order_by()
        sold = rows.values("template").annotate(count=Count("pk")).values("count")
        return CourseTemplate.objects.prefetch_related("components__product__tax_code").annotate(
            sold=Coalesce(Subquery(sold), 0)
        )


class BalanceView(RecordView):
    model = UserCourseBalance
    serializer = BalanceSerializer
    search_fields = ("number", "title", "title_th", "patient__hn")
    filter_fields = ("number", "branch", "patient", "template", "product", "state", "valid_until", "sold_at")
    creates = False
    updates = False
    verbs: ClassVar = {
        "freeze": Verb(service=freeze_balance, body=MaybeReasonBody),
        "unfreeze": Verb(service=unfreeze_balance),
        "extend": Verb(service=extend_balance, body=DaysBody, label=_("Extend"), offered=is_running),
        "expire": Verb(service=expire_balance, money=True),
        "request_extension": Verb(
            service=request_extension, body=DaysBody, label=_("Ask for a long extension"), offered=is_running
        ),
        "request_transfer": Verb(
            service=request_transfer, body=TransferBody, label=_("Ask for a transfer"), offered=is_running
        ),
        "request_reinstating": Verb(
            service=request_reinstating, body=ReasonBody, label=_("Ask to reinstate"), offered=is_expired
        ),
    }

    def queryset(self) -> QuerySet[Any]:
        return UserCourseBalance.objects.prefetch_related("allowances__product").annotate(
            sold=Sum("allowances__sold"), used=Sum("allowances__used"), held=Sum("allowances__held")
        )


class CoursePageView(ReadView):
    """A patient's course as its page shows it."""

    right = "courses.read_user_course_balance"
    answer = CoursePageSerializer

    def get(self, request: Request, pk: int) -> Response:
        """Terms, treatments, instalments, what is paid and owed, and every movement."""
        rows = visible(UserCourseBalance.objects.all(), self.user, self.right)
        balance = rows.filter(pk=pk).select_related("branch", "transferred_from", "template").first()
        if balance is None:
            raise Missing(user_course_balance=pk)
        require(self.user, self.right, balance)
        page = course_page(balance, viewer=self.user, on=localdate(self.now()))
        actions = BalanceView().offered_actions(balance, self.user)
        return Response(CoursePageSerializer({**page, "_actions": actions}).data)


class ChangeView(RecordView):
    """Wishes to change courses, and the verbs that decide about them."""

    model = CourseChange
    serializer = ChangeSerializer
    creates = False
    updates = False
    verbs: ClassVar = {
        "approve": Verb(service=approve_change, body=DecisionBody, money=True),
        "refuse": Verb(service=refuse_change, body=DecisionBody),
        "withdraw": Verb(service=withdraw_change),
    }


class InstalmentView(RecordView):
    """What is due, and what is overdue."""

    model = CourseInstalment
    serializer = InstalmentSerializer
    creates = False
    updates = False
    default_order = "due_on"
    search_fields = ("balance__number", "balance__title", "balance__title_th", "balance__patient__hn")
    filter_fields = ("balance", "no", "due_on", "paid_on", "standing", "patient")
    order_fields = ("standing",)

    def queryset(self) -> QuerySet[Any]:
        """With how each stands: paid, void (the course is over), overdue or due."""
        running = Q(balance__state__in=[BalanceState.ACTIVE, BalanceState.FROZEN])
        standing = Case(
            When(~Q(paid_by=""), then=Value("paid")),
            When(~running, then=Value("void")),
            When(due_on__lt=localdate(self.now()), then=Value("overdue")),
            default=Value("due"),
        )
        rows = CourseInstalment.objects.select_related("balance__patient")
        return rows.annotate(standing=standing, patient=F("balance__patient_id"))


class SettingView(RecordView):
    """How this house handles courses: one row."""

    model = CourseSetting
    serializer = SettingSerializer
    creates = False


class SignatureView(RecordView):
    """What patients signed."""

    model = CourseSignature
    serializer = SignatureSerializer
    creates = False
    updates = False


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
