"""Rules of the imaginary shop: phones of branches are personal, staff are seen by branch."""

import pytest

from erp.kernel.access.models import Branch, Staff
from erp.kernel.access.rights import FieldRule, rights


@pytest.fixture
def shop(settings, monkeypatch):
    settings.ROOT_URLCONF = "erp.kernel.rest.tests.doors"
    rule = FieldRule(full=frozenset({"doctor"}), masked=frozenset({"receptionist"}), otherwise="hidden", mask="phone")
    monkeypatch.setitem(rights().fields, "access.branch", {"phone": rule})
    all_roles = {"doctor": "all", "receptionist": "all", "administrator": "all", "cashier": "all", "manager": "branch"}
    for verb in ("read", "create", "update"):
        for noun in ("staff", "branch", "company"):
            monkeypatch.setitem(rights().scopes, f"access.{verb}_{noun}", all_roles)


@pytest.fixture
def place(branch) -> Branch:
    branch.phone = "081-555-0101"
    branch.save()
    return branch


@pytest.fixture
def people(branch, other_branch) -> list[Staff]:
    names = [
        ("Malee", "Ma", branch),
        ("Nok", "", other_branch),
        ("Ploy", "Pl", branch),
        ("Somchai", "So", other_branch),
    ]
    return [Staff.objects.create(name=name, nickname=nick, branch=where, kind=nick) for name, nick, where in names]
