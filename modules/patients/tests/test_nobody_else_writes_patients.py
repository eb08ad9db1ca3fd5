"""People cross the border as cards, masked for their viewer: no other module writes a Patient's own fields."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db.models import ForeignKey
from rest_framework import serializers

from erp.kernel.registry.discovery import discover
from modules.patients.models import Patient

OURS = "modules.patients"


def serializers_elsewhere():
    for name in settings.INSTALLED_MODULES:
        for room in ("rest", "rest.urls", "rest.views", "rest.serializers"):
            package = f"{discover()[name].package}.{room}"
            parent = package.rpartition(".")[0]
            if find_spec(parent) and find_spec(package):
                import_module(package)
    pending = [serializers.BaseSerializer]
    while pending:
        found = pending.pop()
        pending += found.__subclasses__()
        if found.__module__.startswith(("modules.", "workflows.")) and not found.__module__.startswith(OURS):
            yield found


def trespasses(serializer) -> list[str]:
    meta = getattr(serializer, "Meta", None)
    model = getattr(meta, "model", None)
    if model is Patient:
        return [f"{serializer.__name__} writes Patient itself"]
    if model is None:
        return []
    found = []
    if getattr(meta, "depth", 0):
        found.append(f"{serializer.__name__} has a depth")
    for name, field in getattr(serializer, "_declared_fields", {}).items():
        steps, here = (field.source or name).split("."), model
        for step in steps[:-1]:
            here = reached(here, step)
            if here is Patient:
                found.append(f"{serializer.__name__}.{name} reads {field.source}")
            if here is None:
                break
    return found


def reached(model, step):
    field = next((each for each in model._meta.get_fields() if each.name == step), None)
    return field.related_model if isinstance(field, ForeignKey) else None


def test_no_other_module_serialises_a_patient():
    assert [each for serializer in serializers_elsewhere() for each in trespasses(serializer)] == []


@pytest.mark.parametrize("source", ["patient.phone", "patient.first_name_th"])
def test_the_watch_would_see_a_trespasser(source):
    from modules.patients.models import Allergy

    class Trespasser(serializers.ModelSerializer):
        name = serializers.CharField(source=source)

        class Meta:
            model = Allergy
            fields = ("name",)

    assert trespasses(Trespasser) == [f"Trespasser.name reads {source}"]
