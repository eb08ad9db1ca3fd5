"""The table of rights: how it is read, what it answers, and every one of its cells."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q

from erp.kernel.access.management.commands.rights import page
from erp.kernel.access.models import Staff, User
from erp.kernel.access.rights import (
    branch_path,
    field_access,
    may,
    require,
    rights,
    rights_of,
    union,
    visible,
)
from erp.kernel.access.rights_table import table
from erp.kernel.access.roles import known_roles
from erp.kernel.documents.nouns import model_of
from erp.kernel.documents.refusals import NotAllowed
from erp.kernel.rest.masks import MASKS

HOME, ELSEWHERE = 1, 2


def person(*roles: str, active: bool = True) -> User:
    user = User(pk=7, username="somchai", is_active=active)
    user.__dict__["role_codes"] = frozenset(roles)
    user.__dict__["branch_ids"] = (HOME,)
    return user


def rows() -> list[tuple[str, str, dict[str, str | None]]]:
    """(noun, verb, role → scope) of every right, read from the files with other eyes than the loader's."""
    found: list[tuple[str, str, dict[str, str | None]]] = []
    for config in apps.get_app_configs():
        path = Path(config.path) / "rights.toml"
        if path.exists():
            for noun, verbs in tomllib.loads(path.read_text()).get("nouns", {}).items():
                for verb, row in verbs.items():
                    cells = {role: row.get(role, row.get("*")) for role in known_roles()}
                    found.append((f"{config.label}.{noun}", verb, cells))
    return found


@pytest.mark.parametrize(("noun", "verb", "cells"), rows(), ids=[f"{noun}-{verb}" for noun, verb, _ in rows()])
def test_each_cell_admits_exactly_whom_it_names(noun, verb, cells):
    assert set(cells) == set(known_roles())
    for role, scope in cells.items():
        check_cell(noun, verb, role, scope)


def check_cell(noun: str, verb: str, role: str, scope: str | None) -> None:
    module, name = noun.split(".")
    right, user = f"{module}.{verb}_{name}", person(role)
    assert may(user, right) is (scope is not None), role
    assert (right in rights_of(user)) is (scope is not None), role
    try:
        model = model_of(noun)
    except LookupError:
        return  # a noun that is a report has no rows
    seen = visible(model._default_manager.all(), user, right)
    path = branch_path(model)
    if scope is None:
        assert seen.query.is_empty(), role
        assert not may(user, right, model()), role
    elif scope == "all" or (scope == "branch" and path is None):
        assert not seen.query.where, role
    elif scope == "branch":
        assert seen.query.where, role
        if path == "branch_id":
            assert may(user, right, model(branch_id=HOME)), role
            assert not may(user, right, model(branch_id=ELSEWHERE)), role
    else:
        assert isinstance(model.owned_by(user), Q), role  # type: ignore[attr-defined]
        assert seen.query.where, role


def test_each_field_rule_names_a_field_and_a_mask():
    for noun, rules in rights().fields.items():
        model = model_of(noun)
        names = {field.name for field in model._meta.get_fields()}
        for name, rule in rules.items():
            assert name in names or hasattr(model, name), f"{noun}.{name} is no field"
            assert rule.mask in MASKS


def test_the_committed_table_is_the_one_of_today():
    assert page().read_text() == table(rights()), "run: manage.py rights --write"


def test_a_right_that_no_table_names_is_nobodys():
    for role in known_roles():
        assert not may(person(role), "sales.fly_order")
        with pytest.raises(NotAllowed):
            require(person(role), "sales.fly_order")


def test_inactive_and_anonymous_hold_nothing_the_system_everything():
    assert not may(person("administrator", active=False), "access.read_user")
    assert not may(AnonymousUser(), "access.read_branch")
    assert may(None, "access.read_user")


def test_there_is_no_way_to_be_superuser():
    assert User(username="root").is_superuser is False
    assert not hasattr(User.objects, "create_superuser")


def write(folder: Path, text: str) -> list[tuple[str, Path]]:
    path = folder / "rights.toml"
    path.write_text(text)
    return [("access", path)]


def test_union_reads_scopes_and_everybody(tmp_path):
    found = union(write(tmp_path, '[nouns.staff]\nread = { "*" = "all", doctor = "branch" }\n'))
    assert found.scopes["access.read_staff"]["doctor"] == "branch"
    assert found.scopes["access.read_staff"]["cashier"] == "all"
    assert found.nouns["access.read_staff"] == "access.staff"


@pytest.mark.parametrize(
    "text",
    [
        '[nouns.staff]\nread = { plumber = "all" }\n',
        '[nouns.staff]\nread = { doctor = "everywhere" }\n',
        '[noun.staff]\nread = { doctor = "all" }\n',
        '[fields.staff.name]\nful = ["doctor"]\n',
        '[fields.staff.name]\nfull = ["plumber"]\n',
        '[fields.staff.name]\notherwise = "blurred"\n',
    ],
)
def test_a_table_with_a_wrong_word_is_refused_at_start(tmp_path, text):
    with pytest.raises(ImproperlyConfigured):
        union(write(tmp_path, text))


@pytest.fixture
def scoped(monkeypatch):
    """Staff as doctors see those of their branch and therapists only themselves."""
    row = {"doctor": "branch", "therapist": "own", "manager": "all"}
    monkeypatch.setitem(rights().scopes, "access.read_staff", row)
    monkeypatch.setattr(Staff, "owned_by", classmethod(lambda cls, user: Q(user=user)), raising=False)


def test_visible_shows_the_branch_the_own_or_all(scoped, branch, other_branch, user_of):
    doctor, therapist, manager = (user_of(role) for role in ("doctor", "therapist", "manager"))
    here = Staff.objects.create(name="Malee", branch=branch)
    own = Staff.objects.create(name="Nok", branch=other_branch, user=therapist)
    seen = {
        user.username: set(visible(Staff.objects.all(), user, "access.read_staff"))
        for user in (doctor, therapist, manager, user_of("cashier"))
    }
    assert seen == {"doctor": {here}, "therapist": {own}, "manager": {here, own}, "cashier": set()}
    assert may(therapist, "access.read_staff", own)
    assert not may(therapist, "access.read_staff", here)
    assert not may(doctor, "access.read_staff", own)


def test_two_roles_join_their_scopes(scoped, branch, other_branch):
    user = person("doctor", "therapist")
    user.__dict__["branch_ids"] = (branch.pk,)
    user.save()
    here = Staff.objects.create(name="Malee", branch=branch)
    own = Staff.objects.create(name="Nok", branch=other_branch, user=user)
    assert set(visible(Staff.objects.all(), user, "access.read_staff")) == {here, own}


def test_field_access_takes_the_best_role(monkeypatch):
    rule = union([("access", Path("/nowhere"))])
    assert rule.fields == {}
    one = SimpleNamespace(access=lambda roles: "full" if "doctor" in roles else "masked")
    monkeypatch.setitem(rights().fields, "access.staff", {"nickname": one})
    assert field_access(person("cashier"), "access.staff", "nickname") == "masked"
    assert field_access(person("cashier", "doctor"), "access.staff", "nickname") == "full"
    assert field_access(person("cashier"), "access.staff", "name") == "full"
