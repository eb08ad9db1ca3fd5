"""What a place of stock is called where other records refer to one: every branch has a store."""

from collections.abc import Mapping
from typing import Any

from erp.kernel.rest.labels import provides_labels
from modules.inventory.models import Location


@provides_labels("inventory.Location")
def location_labels(ids: set[Any], viewer: Any) -> Mapping[Any, str]:
    """Name and branch."""
    found = Location.objects.filter(pk__in=ids).select_related("branch")
    return {location.pk: f"{location} · {location.branch}" for location in found}
