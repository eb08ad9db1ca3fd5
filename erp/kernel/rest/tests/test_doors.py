"""Default deny: every address of the project declares a right that stands in the table."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from erp.kernel.access.rights import rights
from erp.kernel.rest.permissions import PUBLIC, SIGNED_IN, declared_rights
from erp.kernel.rest.views import RecordView

PUBLIC_DOORS = {"auth/token/", "auth/refresh/", "auth/logout/", "schema/", "docs/"}
NOT_OF_THE_API = {"healthz", "readyz"}


def doors(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from doors(entry, where)
        elif isinstance(entry, URLPattern):
            yield where, entry.callback


ALL = sorted(doors(), key=lambda door: door[0])


@pytest.mark.parametrize(("where", "callback"), ALL, ids=[where for where, _ in ALL])
def test_each_door_declares_a_right_of_the_table(where, callback):
    if where in NOT_OF_THE_API:
        return
    view_class = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    assert view_class is not None, f"{where} is a bare function: make it a view that declares its right"
    assert [permission.__name__ for permission in view_class.permission_classes] == ["DeclaredRight"], where
    actions = getattr(callback, "actions", None) or {}
    methods = actions or {name: "" for name in ("get", "post", "patch", "put", "delete") if hasattr(view_class, name)}
    assert methods, f"{where} answers nothing"
    for method, action in methods.items():
        view = view_class(**getattr(callback, "initkwargs", {}))
        view.action = action
        declared = declared_rights(view, getattr(RequestFactory(), method)("/"))
        assert declared, f"{method.upper()} {where} declares no right: it opens to nobody"
        for right in declared:
            if right == PUBLIC:
                assert where.removeprefix("api/v1/") in PUBLIC_DOORS, f"{where} is open to everybody"
            elif right != SIGNED_IN:
                assert right in rights().scopes, f"{where}: {right} is in no rights.toml"


def test_the_offers_of_all_lists_name_fields_that_exist():
    for where, callback in ALL:
        view_class = getattr(callback, "cls", None)
        if (
            isinstance(view_class, type)
            and issubclass(view_class, RecordView)
            and "list" in (callback.actions or {}).values()
        ):
            view = view_class()
            view.action = "list"
            rows = view.queryset()
            offer = view_class.offer()
            for path in {
                *offer.search,
                *offer.filter,
                *(name.removeprefix("-") for name in offer.default_order.split(",")),
            }:
                assert rows.order_by(path) is not None, f"{where}: {path}"
                str(rows.order_by(path).query)


@pytest.mark.django_db
@pytest.mark.usefixtures("shop")
def test_a_view_without_a_right_opens_to_nobody(api, administrator):
    for door in ("undeclared", "plain"):
        answer = api(administrator).get(f"/api/shop/{door}/")
        assert (answer.status_code, answer.json()["code"]) == (403, "rest.no_right_declared")
        assert api().get(f"/api/shop/{door}/").status_code == 401
