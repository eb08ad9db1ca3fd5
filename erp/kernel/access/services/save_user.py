"""Create and change users: their roles and branches, their end and return, their password."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from erp.kernel.access.errors import LastAdministrator, UnknownRole, UserNameTaken, WeakPassword
from erp.kernel.access.models import AuthSession, Branch, Role, User, UserBranch, UserRole
from erp.kernel.access.roles import ADMINISTRATOR
from erp.kernel.access.services.end_sessions import end_sessions_of
from erp.kernel.documents.refusals import Invalid
from erp.kernel.documents.saving import check_version


def create_user(
    *,
    username: str,
    display_name: str,
    password: str,
    roles: Sequence[str] = (),
    branches: Sequence[int] = (),
    language: str = User.Language.THAI,
    by: User | None,
    at: datetime,
) -> User:
    """Give a person a login. The first branch named is the home branch.

    Raises UserNameTaken, WeakPassword, UnknownRole or Invalid.
    """
    user = User(username=username, display_name=display_name, language=language)
    _check_name(user)
    _set_password(user, password)
    user.save(force_insert=True)
    _set_roles(user, roles)
    _set_branches(user, branches)
    return user


def update_user(
    *,
    user_id: int,
    display_name: str | None = None,
    language: str | None = None,
    username: str | None = None,
    roles: Sequence[str] | None = None,
    branches: Sequence[int] | None = None,
    by: User | None,
    at: datetime,
    version: int | None = None,
) -> User:
    """Change what is given. Roles bite at the person's next request. Raises LastAdministrator, Stale and others."""
    user = User.objects.select_for_update().get(pk=user_id)
    check_version(user, version)
    given = {"display_name": display_name, "language": language, "username": username}
    for name, value in given.items():
        if value is not None:
            setattr(user, name, value)
    _check_name(user)
    if roles is not None:
        if ADMINISTRATOR not in roles:
            _keep_an_administrator(user)
        _set_roles(user, roles)
    if branches is not None:
        _set_branches(user, branches)
    user.save()
    return user


def deactivate_user(*, user_id: int, by: User | None, at: datetime) -> User:
    """Take a person's access away at once; the record stays, for what it signed. Raises LastAdministrator."""
    user = User.objects.select_for_update().get(pk=user_id)
    _keep_an_administrator(user)
    user.is_active = False
    user.save(update_fields=("is_active",))
    end_sessions_of(user_id=user.pk, reason=AuthSession.End.DEACTIVATED, at=at)
    return user


def reactivate_user(*, user_id: int, by: User | None, at: datetime) -> User:
    """Give access back, with the roles held before."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.is_active = True
    user.save(update_fields=("is_active",))
    return user


def set_password_user(*, user_id: int, password: str, by: User | None, at: datetime) -> User:
    """An administrator gives a new password; every login of that person ends."""
    user = User.objects.select_for_update().get(pk=user_id)
    _set_password(user, password)
    user.save(update_fields=("password",))
    end_sessions_of(user_id=user.pk, reason=AuthSession.End.PASSWORD, at=at)
    return user


def change_password(*, user_id: int, current: str, password: str, session_id: UUID | None, at: datetime) -> User:
    """A person changes the own password; the other logins end. Raises Invalid or WeakPassword."""
    user = User.objects.select_for_update().get(pk=user_id)
    if not check_password(current, user.password):
        raise Invalid(_("The current password is not right"), code="access.current_password", field="current")
    _set_password(user, password)
    user.save(update_fields=("password",))
    end_sessions_of(user_id=user.pk, reason=AuthSession.End.PASSWORD, at=at, but=session_id)
    return user


def _check_name(user: User) -> None:
    if User.objects.filter(username__iexact=user.username).exclude(pk=user.pk).exists():
        raise UserNameTaken(field="username")
    try:
        user.clean_fields(exclude=("password",))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], code="access.user.invalid", field=field) from error


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages), field="password") from error
    user.set_password(password)


def _set_roles(user: User, codes: Sequence[str]) -> None:
    rows = {role.code: role for role in Role.objects.filter(code__in=codes)}
    if unknown := sorted(set(codes) - set(rows)):
        raise UnknownRole(", ".join(unknown), field="roles")
    held = UserRole.objects.filter(user=user)
    held.exclude(role__code__in=codes).delete()
    present = set(held.values_list("role__code", flat=True))
    UserRole.objects.bulk_create(UserRole(user=user, role=rows[code]) for code in rows if code not in present)
    user.forget_access()


def _set_branches(user: User, ids: Sequence[int]) -> None:
    wanted = list(dict.fromkeys(ids))
    known = set(Branch.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if unknown := [str(pk) for pk in wanted if pk not in known]:
        raise Invalid(", ".join(unknown), code="access.user.unknown_branch", field="branches")
    held: Any = UserBranch.objects.filter(user=user)
    held.exclude(branch_id__in=wanted).delete()
    held.filter(home=True).exclude(branch_id__in=wanted[:1]).update(home=False)
    present = set(held.values_list("branch_id", flat=True))
    UserBranch.objects.bulk_create(UserBranch(user=user, branch_id=pk) for pk in wanted if pk not in present)
    held.filter(branch_id__in=wanted[:1], home=False).update(home=True)
    user.forget_access()


def _keep_an_administrator(leaving: User) -> None:
    """Under a lock of the role's row: of two administrators who leave at once, the second sees the first gone."""
    Role.objects.select_for_update().get(code=ADMINISTRATOR)
    holders = UserRole.objects.filter(role__code=ADMINISTRATOR, user__is_active=True)
    if set(holders.values_list("user_id", flat=True)) == {leaving.pk}:
        raise LastAdministrator()
