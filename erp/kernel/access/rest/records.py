"""Users, roles, company, branches and staff, for whoever holds the rights."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from erp.kernel.access.models import Branch, Company, Role, Staff, User
from erp.kernel.access.services.save_user import (
    create_user,
    deactivate_user,
    reactivate_user,
    set_password_user,
    update_user,
)
from erp.kernel.rest.serializers import RecordSerializer
from erp.kernel.rest.views import RecordView, Verb


class UserSerializer(RecordSerializer[User]):
    """A user; roles by code, branches by id, the home branch first."""

    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=128, write_only=True, trim_whitespace=False)
    roles = serializers.SlugRelatedField(slug_field="code", many=True, queryset=Role.objects.all(), required=False)
    branches = serializers.ListField(
        child=serializers.IntegerField(), source="branch_ids", required=False, help_text="The home branch first."
    )

    class Meta:
        model = User
        fields = ("username", "password", "display_name", "language", "roles", "branches", "is_active", "created_at")
        read_only_fields = ("is_active", "created_at")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """As the services want it; a password is given at creation, later by its own verb."""
        given = dict(attrs)
        if "roles" in given:
            given["roles"] = [role.code for role in given["roles"]]
        if "branch_ids" in given:
            given["branches"] = given.pop("branch_ids")
        if self.instance is not None:
            given.pop("password", None)
        return given


class PasswordSerializer(serializers.Serializer[Any]):
    """A new password."""

    password = serializers.CharField(max_length=128, trim_whitespace=False)


class UserView(RecordView):
    """`/api/v1/access/users/`. Users are deactivated, never deleted: what they signed keeps its name."""

    model = User
    serializer = UserSerializer
    search_fields = ("username", "display_name")
    filter_fields = ("username", "display_name", "language", "is_active", "created_at", "roles__code", "branches")
    default_order = "username"
    create_service = staticmethod(create_user)
    update_service = staticmethod(update_user)
    verbs: ClassVar[dict[str, Verb]] = {
        "deactivate": Verb(service=deactivate_user, label=_("Deactivate"), offered=lambda user: user.is_active),
        "reactivate": Verb(service=reactivate_user, label=_("Reactivate"), offered=lambda user: not user.is_active),
        "set_password": Verb(
            service=set_password_user, body=PasswordSerializer, label=_("Set password"), offered=lambda user: True
        ),
    }

    def queryset(self) -> "QuerySet[Any]":
        """With roles."""
        return User.objects.prefetch_related("roles")


class RoleView(RecordView):
    """`/api/v1/access/roles/`: read only, roles come from roles.toml."""

    model = Role
    creates = updates = False
    search_fields = ("code", "title", "title_th")
    default_order = "id"


class CompanyView(RecordView):
    """`/api/v1/access/companies/`."""

    model = Company
    default_order = "id"


class BranchView(RecordView):
    """`/api/v1/access/branches/`."""

    model = Branch
    search_fields = ("code", "name", "name_th")
    default_order = "code"


class StaffView(RecordView):
    """`/api/v1/access/staff/`."""

    model = Staff
    search_fields = ("name", "name_th", "nickname")
    default_order = "name"
