"""Addresses: the kernel's, then those of each installed module under `/api/v1/<module>/`."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from erp.kernel.registry.discovery import discover

API = "api/v1/"
KERNEL_DOORS = {
    "": ("erp.kernel.access.urls", "erp.kernel.rest.urls", "erp.kernel.screens.urls", "erp.kernel.registry.urls"),
    "audit/": ("erp.kernel.audit.urls",),
    "realtime/": ("erp.kernel.realtime.urls",),
    "flows/": ("erp.kernel.flows.urls",),
    "files/": ("erp.kernel.files.urls",),
}


def _modules() -> list[URLPattern | URLResolver]:
    doors: list[URLPattern | URLResolver] = []
    for name in settings.INSTALLED_MODULES:
        package = discover()[name].package
        room = f"{package}.rest" if package.startswith("workflows.") else f"{package}.rest.urls"
        if apps.is_installed(package) and _exists(room):
            doors.append(path(f"{API}{name}/", include(room)))
    return doors


def _exists(room: str) -> bool:
    parent = room.rpartition(".")[0]
    return find_spec(parent) is not None and find_spec(room) is not None and hasattr(import_module(room), "urlpatterns")


urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"{API}{prefix}", include(room)) for prefix, rooms in KERNEL_DOORS.items() for room in rooms),
    *_modules(),
    path("", include("erp.kernel.runtime.urls")),
]

handler400 = "erp.kernel.rest.problems.bad_request"
handler404 = "erp.kernel.rest.problems.not_found"
handler500 = "erp.kernel.rest.problems.server_error"
