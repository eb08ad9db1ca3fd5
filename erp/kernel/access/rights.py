"""The table of rights: role × noun × verb × scope, and role × field, as the installed apps' rights.toml say.

Read once a process; a question is answered from memory. `user=None` is the system itself. An anonymous caller has
no right at all.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model, Q, QuerySet

from erp.kernel.access.models import User
from erp.kernel.access.roles import known_roles
from erp.kernel.documents.refusals import NotAllowed

Scope = Literal["all", "branch", "own"]
FieldAccess = Literal["full", "masked", "hidden"]
Person = User | AbstractBaseUser | AnonymousUser | None
M = TypeVar("M", bound=Model)

SCOPES = ("all", "branch", "own")
FIELD_ACCESS = ("full", "masked", "hidden")
EVERYBODY = "*"  # in rights.toml: every role


@dataclass(frozen=True, kw_only=True)
class FieldRule:
    """Who reads a field in full, who masked; all others get `otherwise`."""

    full: frozenset[str]
    masked: frozenset[str]
    otherwise: FieldAccess
    mask: str

    def access(self, roles: Iterable[str]) -> FieldAccess:
        """The best that any of the roles gives."""
        held = frozenset(roles)
        if held & self.full:
            return "full"
        return "masked" if held & self.masked else self.otherwise


@dataclass(frozen=True, kw_only=True)
class Rights:
    """The union of all tables."""

    scopes: Mapping[str, Mapping[str, Scope]] = field(default_factory=dict)  # right → role → scope
    nouns: Mapping[str, str] = field(default_factory=dict)  # right → noun
    fields: Mapping[str, Mapping[str, FieldRule]] = field(default_factory=dict)  # noun → field → rule

    def scopes_of(self, roles: Iterable[str], right: str) -> frozenset[Scope]:
        """Every scope in which these roles hold `right`; empty: not at all."""
        by_role = self.scopes.get(right)
        if by_role is None:
            return frozenset()
        return frozenset(by_role[role] for role in roles if role in by_role)


def right_code(noun: str, verb: str) -> str:
    """`sales.pay_order` for the verb `pay` of the noun `sales.order`."""
    module, _, name = noun.partition(".")
    return f"{module}.{verb}_{name}"


@cache
def rights() -> Rights:
    """The rights of all installed apps, read once."""
    return union((config.label, Path(config.path) / "rights.toml") for config in apps.get_app_configs())


def union(files: Iterable[tuple[str, Path]]) -> Rights:
    """Join the tables of (module, file) pairs; files that are not there say nothing."""
    scopes: dict[str, dict[str, Scope]] = {}
    nouns: dict[str, str] = {}
    fields: dict[str, dict[str, FieldRule]] = {}
    for module, path in files:
        if not path.exists():
            continue
        with path.open("rb") as file:
            table = tomllib.load(file)
        _refuse_unknown(table, {"nouns", "fields"}, path)
        for name, verbs in table.get("nouns", {}).items():
            for verb, cells in verbs.items():
                code = right_code(f"{module}.{name}", verb)
                nouns[code] = f"{module}.{name}"
                scopes[code] = _cells(cells, f"{path}: {code}")
        for name, rules in table.get("fields", {}).items():
            noun = fields.setdefault(f"{module}.{name}", {})
            noun.update({column: _field_rule(rule, f"{path}: {name}.{column}") for column, rule in rules.items()})
    return Rights(scopes=scopes, nouns=nouns, fields=fields)


def _cells(cells: Mapping[str, Any], where: str) -> dict[str, Scope]:
    result: dict[str, Scope] = {}
    everybody = cells.get(EVERYBODY)
    for role in known_roles() if everybody else ():
        result[role] = _scope(everybody, where)
    for role, scope in cells.items():
        if role != EVERYBODY:
            _refuse_unknown((role,), set(known_roles()), where)
            result[role] = _scope(scope, where)
    return result


def _scope(value: Any, where: str) -> Scope:
    if value not in SCOPES:
        raise ImproperlyConfigured(f"{where}: “{value}” is not a scope ({', '.join(SCOPES)})")
    scope: Scope = value
    return scope


def _field_rule(rule: Mapping[str, Any], where: str) -> FieldRule:
    _refuse_unknown(rule, {"full", "masked", "otherwise", "mask"}, where)
    full, masked = frozenset(rule.get("full", ())), frozenset(rule.get("masked", ()))
    _refuse_unknown(full | masked, set(known_roles()), where)
    otherwise = rule.get("otherwise", "hidden")
    if otherwise not in FIELD_ACCESS:
        raise ImproperlyConfigured(f"{where}: otherwise = “{otherwise}” ({', '.join(FIELD_ACCESS)})")
    return FieldRule(full=full, masked=masked, otherwise=otherwise, mask=rule.get("mask", "phone"))


def _refuse_unknown(words: Iterable[str], known: set[str], where: object) -> None:
    if strange := sorted(set(words) - known):
        raise ImproperlyConfigured(f"{where}: unknown {', '.join(strange)}")


def roles_of(user: Person) -> frozenset[str]:
    """Role codes of an active user; nobody else has any."""
    if isinstance(user, User) and user.is_active:
        return user.role_codes
    return frozenset()


def rights_of(user: Person) -> list[str]:
    """Every right that the user holds in some scope, sorted."""
    roles = roles_of(user)
    return sorted(code for code, by_role in rights().scopes.items() if not roles.isdisjoint(by_role))


def may(user: Person, right: str, record: Model | None = None) -> bool:
    """Whether `user` holds `right`, and on `record` when one is given. The system (None) may."""
    if user is None:
        return True
    scopes = rights().scopes_of(roles_of(user), right)
    if not scopes or record is None or "all" in scopes:
        return bool(scopes)
    return any(_within(user, scope, record) for scope in scopes)


def require(user: Person, right: str, record: Model | None = None) -> None:
    """Raise NotAllowed unless `user` may."""
    if not may(user, right, record):
        raise NotAllowed(right=right)


def visible(queryset: QuerySet[M], user: Person, right: str) -> QuerySet[M]:
    """The rows of `queryset` on which `user` holds `right`."""
    if user is None:
        return queryset
    scopes = rights().scopes_of(roles_of(user), right)
    if not scopes:
        return queryset.none()
    if "all" in scopes:
        return queryset
    condition = Q()
    for scope in scopes:
        admitted = _condition(user, scope, queryset.model)
        if admitted is None:
            return queryset
        condition |= admitted
    return queryset.filter(condition)


def field_access(user: Person, noun: str, name: str) -> FieldAccess:
    """How `user` reads a field of a noun. A field without a rule is read in full."""
    rule = rights().fields.get(noun, {}).get(name)
    if rule is None or user is None:
        return "full"
    return rule.access(roles_of(user))


def restricted_fields(user: Person, noun: str) -> dict[str, FieldAccess]:
    """The fields of a noun that `user` does not read in full."""
    found = {name: field_access(user, noun, name) for name in rights().fields.get(noun, {})}
    return {name: access for name, access in found.items() if access != "full"}


def _condition(user: Person, scope: Scope, model: type[Model]) -> Q | None:
    """The rows within a scope; None: all of them."""
    assert isinstance(user, User)
    if scope == "own":
        owned: Q = model.owned_by(user)  # type: ignore[attr-defined]
        return owned
    path = branch_path(model)
    return None if path is None else Q(**{f"{path}__in": user.branch_ids})


def _within(user: Person, scope: Scope, record: Model) -> bool:
    assert isinstance(user, User)
    path = branch_path(type(record))
    if scope == "branch" and (path is None or "__" not in path):
        return path is None or getattr(record, path) in user.branch_ids
    condition = _condition(user, scope, type(record))
    return condition is None or type(record)._default_manager.filter(condition, pk=record.pk).exists()


@cache
def branch_path(model: type[Model]) -> str | None:
    """How to reach a row's branch: the model's `branch_path` (`order__branch_id`), else its own `branch`, else None."""
    named: str | None = getattr(model, "branch_path", None)
    if named is not None:
        return named
    try:
        model._meta.get_field("branch")
    except FieldDoesNotExist:
        return None
    return "branch_id"
