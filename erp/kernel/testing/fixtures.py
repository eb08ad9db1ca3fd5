"""People, places and a clock for tests."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from erp.kernel.access.models import Branch, Company, Role, User
from erp.kernel.access.services.sign_in import open_session

PASSWORD = "correct horse battery"
BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.fixture
def at() -> datetime:
    """Noon of Friday 20 November 2026 in Bangkok."""
    return datetime(2026, 11, 20, 12, tzinfo=BANGKOK)


@pytest.fixture
def branch(db: None) -> Branch:
    """The Sathorn branch."""
    company, _ = Company.objects.get_or_create(name="Lalita Clinic", defaults={"tax_id": "0105561234567"})
    branch, _ = Branch.objects.get_or_create(code="STN", defaults={"name": "Sathorn", "company": company})
    return branch


@pytest.fixture
def other_branch(branch: Branch) -> Branch:
    """A second branch, to be kept out of."""
    other, _ = Branch.objects.get_or_create(code="ARI", defaults={"name": "Ari", "company": branch.company})
    return other


@pytest.fixture
def user_of(branch: Branch) -> Callable[..., User]:
    """Make (or get) a user with one role in the branch: `user_of("cashier")`, `user_of("cashier", "second")`."""

    def make(role: str, suffix: str = "") -> User:
        username = f"{role}{suffix}"
        if user := User.objects.filter(username=username).first():
            return user
        user = User(username=username, display_name=username.capitalize())
        user.set_password(PASSWORD)
        user.save()
        user.roles.add(Role.objects.get_or_create(code=role, defaults={"title": role.capitalize()})[0])
        user.branches.add(branch)
        return user

    return make


def _role(name: str, role: str) -> Any:
    @pytest.fixture(name=name)
    def fixture(user_of: Callable[..., User]) -> User:
        return user_of(role)

    return fixture


receptionist = _role("receptionist", "receptionist")
cashier = _role("cashier", "cashier")
therapist = _role("therapist", "therapist")
doctor = _role("doctor", "doctor")
manager = _role("manager", "manager")
accountant = _role("accountant", "accountant")
administrator = _role("administrator", "administrator")


class Caller(APIClient):
    """An API client that is logged in and gives each write a key of its own unless told."""

    def generic(self, method: str, path: Any, *args: Any, **kwargs: Any) -> Any:
        """Send a request."""
        if method in ("POST", "PATCH", "PUT", "DELETE"):
            kwargs.setdefault("HTTP_IDEMPOTENCY_KEY", str(uuid4()))
        return super().generic(method, path, *args, **kwargs)


@pytest.fixture
def api() -> Callable[..., Caller]:
    """`api(user)`: a client with the user's token; `api()`: nobody's."""

    def make(user: User | None = None, *, language: str = "en") -> Caller:
        caller = Caller()
        caller.default_format = "json"
        headers = {"HTTP_ACCEPT_LANGUAGE": language}
        if user is not None:
            pair = open_session(user=user, address="", agent="tests", at=timezone.now())
            headers["HTTP_AUTHORIZATION"] = f"Bearer {pair.access}"
        caller.credentials(**headers)
        return caller

    return make


@pytest.fixture
def drain() -> Callable[[], int]:
    """Deliver every waiting event now, with all that follows from it."""
    from erp.kernel.events.drain import drain as deliver_all  # noqa: PLC0415  (models must be loaded)

    return deliver_all
