"""Users, roles, branches, staff and company in the web client."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models import Branch, Company, Role, Staff, User
from erp.kernel.screens.screen import Filter, MenuItem, Screen, Section

MENU = [
    MenuItem(
        code="users",
        label=_("Users"),
        group="back_office",
        to="/list/access.user",
        icon="users",
        right="access.read_user",
        order=80,
    ),
    MenuItem(
        code="staff",
        label=_("Staff"),
        group="back_office",
        to="/list/access.staff",
        icon="id-card",
        right="access.update_staff",
        order=81,
    ),
    MenuItem(
        code="branches",
        label=_("Branches"),
        group="back_office",
        to="/list/access.branch",
        icon="building",
        right="access.update_branch",
        order=82,
    ),
]

SCREENS = [
    Screen(
        model=User,
        endpoint="/api/v1/access/users/",
        title=_("User"),
        title_plural=_("Users"),
        columns=("username", "display_name", "roles", "is_active"),
        order="username",
        search=("username", "display_name"),
        filters=(Filter(code="active", label=_("Active"), where={"is_active": {"eq": True}}),),
        readonly=("is_active", "password"),
        form=(Section(title=_("User"), fields=("username", "display_name", "language", "is_active")),),
        verb_forms={"set_password": ({"name": "password", "type": "password", "label": _("New password")},)},
    ),
    Screen(
        model=Role,
        endpoint="/api/v1/access/roles/",
        title=_("Role"),
        title_plural=_("Roles"),
        columns=("code", "title", "title_th"),
        order="id",
        creates=False,
        edits=False,
    ),
    Screen(
        model=Company,
        endpoint="/api/v1/access/companies/",
        title=_("Company"),
        title_plural=_("Companies"),
        columns=("name", "name_th", "tax_id"),
        order="id",
    ),
    Screen(
        model=Branch,
        endpoint="/api/v1/access/branches/",
        title=_("Branch"),
        title_plural=_("Branches"),
        columns=("code", "name", "name_th", "tax_branch_code", "active"),
        order="code",
        search=("code", "name"),
    ),
    Screen(
        model=Staff,
        endpoint="/api/v1/access/staff/",
        title=_("Member of staff"),
        title_plural=_("Staff"),
        columns=("name", "nickname", "kind", "branch", "active"),
        order="name",
        search=("name", "nickname"),
        group_by=("branch", "kind"),
    ),
]
