"""A shelf of the catalogue."""

from modules.catalog.models import Category


def create_category(*, code: str, name: str, name_th: str, kind: str) -> Category:
    """The category of that code, made if it is not there."""
    defaults = {"name": name, "name_th": name_th, "kind": kind}
    return Category.objects.get_or_create(code=code, defaults=defaults)[0]
