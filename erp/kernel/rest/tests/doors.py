"""Doors of a small imaginary shop over the kernel's own tables, for the tests of `rest`."""

from collections.abc import Sequence
from datetime import datetime
from time import sleep
from typing import Any

from django.db import connection
from django.urls import include, path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from erp.kernel.access.models import Branch, Company, Staff, User
from erp.kernel.documents.refusals import NotNow
from erp.kernel.rest.doors import CommandView, ReadView
from erp.kernel.rest.fields import PDPAMaskingField
from erp.kernel.rest.routes import route
from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb

CALLS: list[str] = []


class NotToday(NotNow):
    code = "shop.not_today"


class StaffSerializer(RecordSerializer[Staff]):
    class Meta:
        model = Staff
        fields = ("name", "nickname", "kind", "branch", "active", "color", "user")


class NicknameBody(serializers.Serializer[Any]):
    nickname = serializers.CharField(max_length=40)
    tags = serializers.ListField(child=serializers.CharField(), required=False)


def rename_staff(*, staff_id: int, nickname: str, by: User, at: datetime, tags: Sequence[str] = ()) -> Staff:
    """Give a nickname."""
    staff = Staff.objects.select_for_update().get(pk=staff_id)
    staff.nickname = nickname
    staff.save()
    if nickname == "never":
        raise NotToday(current={"nickname": nickname}, remedy="Try tomorrow.")
    return staff


def hire_staff(*, name: str, branch_id: int, by: User, at: datetime) -> Staff:
    """Bring somebody in."""
    return Staff.objects.create(name=name, branch_id=branch_id)


class HireBody(serializers.Serializer[Any]):
    name = serializers.CharField()


class StaffView(RecordView):
    model = Staff
    serializer = StaffSerializer
    search_fields = ("name", "nickname", "branch__name")
    filter_fields = ("name", "nickname", "kind", "active", "branch", "branch__phone", "branch__code", "created_at")
    logs_reads = True
    verbs = {
        "rename": Verb(service=rename_staff, body=NicknameBody, money=True, right="access.update_staff"),
        "hire": Verb(service=hire_staff, body=HireBody, birth=True, right="access.create_staff"),
    }


class BranchView(RecordView):
    model = Branch


class CompanyView(RecordView):
    model = Company


class SlowCommand(CommandView):
    right = "authenticated"

    def post(self, request: Request) -> Response:
        """Take a while, then count."""
        body: Any = request.data
        CALLS.append(str(body["n"]))
        sleep(float(body.get("seconds", 0)))
        company = Company.objects.create(name=f"made {body['n']}")
        return Response({"made": company.pk, "n": body["n"]}, status=201)


class SqlCommand(CommandView):
    right = "authenticated"

    def post(self, request: Request) -> Response:
        """Let the database object."""
        with connection.cursor() as cursor:
            cursor.execute(dict(request.data)["sql"])
        return Response({})


class UndeclaredView(ReadView):
    def get(self, request: Request) -> Response:
        return Response({})


class PlainView(APIView):
    def get(self, request: Request) -> Response:
        return Response({})


class CardSerializer(serializers.Serializer[Any]):
    phone = PDPAMaskingField(noun="access.branch", column="phone")


class CardView(ReadView):
    right = "authenticated"
    answer = CardSerializer

    def get(self, request: Request) -> Response:
        return Response(CardSerializer(Branch.objects.get(), context={"user": self.user}).data)


shop: list[Any] = [
    route("staff", StaffView),
    route("branches", BranchView),
    route("companies", CompanyView),
    path("slow/", SlowCommand.as_view()),
    path("sql/", SqlCommand.as_view()),
    path("undeclared/", UndeclaredView.as_view()),
    path("plain/", PlainView.as_view()),
    path("card/", CardView.as_view()),
]
urlpatterns = [path("api/shop/", include(shop))]
handler404 = "erp.kernel.rest.problems.not_found"
handler500 = "erp.kernel.rest.problems.server_error"
