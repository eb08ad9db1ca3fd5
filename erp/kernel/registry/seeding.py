"""Loads the seeds that manifests name: modules with a `load()` that may be called again without effect."""

from collections.abc import Iterable
from importlib import import_module

from django.db import transaction

from erp.kernel.registry.discovery import discover


def load_seeds(names: Iterable[str]) -> list[str]:
    """Load the seeds of `names`, in that order; answers what was loaded."""
    paths = [path for name in names for path in discover()[name].seed]
    with transaction.atomic():
        for path in paths:
            import_module(path).load()
    return paths
