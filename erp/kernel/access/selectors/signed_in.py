"""The person behind a session, with roles and branches: one query, asked at every request."""

from functools import cache
from uuid import UUID

from django.db import connection

from erp.kernel.access.models import AuthSession, Branch, Role, Staff, User, UserBranch, UserRole


def signed_in_user(session_id: UUID) -> User | None:
    """The active user of a living session, or None: ended, expired, deactivated."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(), [session_id])
        row = cursor.fetchone()
    if row is None:
        return None
    *columns, roles, branches, staff = row
    user = User.from_db("default", [field.attname for field in User._meta.concrete_fields], columns)
    user.__dict__["role_codes"] = frozenset(roles)
    user.__dict__["branch_ids"] = tuple(branches)
    user.__dict__["staff_id"] = staff
    return user


@cache
def _sql() -> str:
    """Text derived once from the models; roles and branches come as arrays."""
    columns = ", ".join(f'u."{field.column}"' for field in User._meta.concrete_fields)
    return f"""
        SELECT {columns},
            ARRAY(SELECT r.code FROM {UserRole._meta.db_table} ur
                  JOIN {Role._meta.db_table} r ON r.id = ur.role_id WHERE ur.user_id = u.id),
            ARRAY(SELECT b.branch_id FROM {UserBranch._meta.db_table} b
                  JOIN {Branch._meta.db_table} place ON place.id = b.branch_id AND place.active
                  WHERE b.user_id = u.id ORDER BY b.home DESC, b.branch_id),
            (SELECT st.id FROM {Staff._meta.db_table} st WHERE st.user_id = u.id)
        FROM {AuthSession._meta.db_table} s JOIN {User._meta.db_table} u ON u.id = s.user_id
        WHERE s.id = %s AND s.ended_at IS NULL AND s.idle_at > now() AND s.expires_at > now() AND u.is_active
    """
