"""Names of nouns: `sales.order_line` for the model OrderLine of module sales, and back."""

import re
from functools import cache

from django.apps import apps
from django.db import models

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def noun_of(model: type[models.Model]) -> str:
    """`module.noun` of a model."""
    return f"{model._meta.app_label}.{CAMEL.sub('_', model.__name__).lower()}"


@cache
def _models() -> dict[str, type[models.Model]]:
    return {noun_of(model): model for model in apps.get_models()}


def model_of(noun: str) -> type[models.Model]:
    """The model of a noun. Raises LookupError when its module is not installed."""
    return _models()[noun]
