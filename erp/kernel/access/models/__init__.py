"""The records of access."""

from erp.kernel.access.models.company import Branch, Company
from erp.kernel.access.models.role import Role
from erp.kernel.access.models.session import AuthSession, LoginThrottle
from erp.kernel.access.models.staff import Staff
from erp.kernel.access.models.user import User, UserBranch, UserRole

__all__ = ["AuthSession", "Branch", "Company", "LoginThrottle", "Role", "Staff", "User", "UserBranch", "UserRole"]
