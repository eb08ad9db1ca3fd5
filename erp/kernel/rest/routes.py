"""Addresses of a noun: `route("orders", OrderView)` in a module's `rest/urls.py`."""

from typing import Any

from django.urls import URLResolver, include, path

from erp.kernel.access.rights import right_code, rights
from erp.kernel.rest.exporting import ExportView
from erp.kernel.rest.views import RecordView, record_views


def route(prefix: str, view: type[RecordView]) -> URLResolver:
    """`/<prefix>/`, `/<prefix>/{id}/`, one address for each verb, and `/export/` where the table of rights has it."""
    record_views.setdefault(view.noun, view)
    name = view.noun.replace(".", "-").replace("_", "-")
    many: dict[str, Any] = {"get": "list"} | ({"post": "create"} if view.creates else {})
    one: dict[str, Any] = {"get": "retrieve"} | ({"patch": "update"} if view.updates else {})
    patterns = [path("", view.as_view(many), name=f"{name}-list")]
    for verb, described in view.verbs.items():
        where = f"{verb}/" if described.birth or not described.detail else f"<int:pk>/{verb}/"
        patterns.append(path(where, view.as_view({"post": f"verb_{verb}"}), name=f"{name}-{verb}"))
    if (right := right_code(view.noun, "export")) in rights().scopes:
        patterns.append(path("export/", ExportView.as_view(records=view, right=right), name=f"{name}-export"))
    patterns.append(path("<int:pk>/", view.as_view(one), name=f"{name}-detail"))
    return path(f"{prefix}/", include(patterns))
