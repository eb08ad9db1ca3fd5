"""Annotations in their normal form: what a chart may hold, checked once, before it is kept for ever."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from modules.clinic.errors import ChartNotValid

MOST_ITEMS: Final = 2000
MOST_POINTS: Final = 20000
PLACES: Final = 5
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_ID: Final = re.compile(r"[\w.:-]{1,64}")

Item = dict[str, Any]


def normal_items(items: Sequence[Mapping[str, Any]]) -> list[Item]:
    """The items with every coordinate in 0..1 and nothing unknown in them. Raises ChartNotValid naming the item."""
    if len(items) > MOST_ITEMS:
        raise ChartNotValid(_("A chart holds at most %(most)s annotations.") % {"most": MOST_ITEMS}, field="items")
    normal = [_Item(item, place).normal() for place, item in enumerate(items)]
    if sum(len(item.get("points", ())) for item in normal) > MOST_POINTS:
        raise ChartNotValid(_("The strokes have too many points."), field="items")
    if len({item["id"] for item in normal}) != len(normal):
        raise ChartNotValid(_("Two annotations have one id."), field="items")
    return normal


class _Item:
    """One annotation on its way in."""

    def __init__(self, given: Mapping[str, Any], place: int) -> None:
        self.place = place
        if not isinstance(given, Mapping):
            raise self.wrong("")
        self.given = given

    def normal(self) -> Item:
        kinds: dict[str, Callable[[], Item]] = {
            "point": self.point, "stroke": self.stroke, "area": self.area, "text": self.text
        }  # fmt: skip
        kind = self.given.get("type")
        if not isinstance(kind, str) or kind not in kinds:
            raise self.wrong("type")
        name = self.given.get("id")
        if not isinstance(name, str) or not _ID.fullmatch(name):
            raise self.wrong("id")
        return {"id": name, "type": kind, **kinds[kind]()}

    def point(self) -> Item:
        units, product, lot = self.units(), self.number("product_id"), self.number("lot_id")
        if units is not None and (product is None or lot is None):
            raise self.wrong("lot_id" if product else "product_id")
        return {
            "x": self.coordinate(self.given.get("x"), "x"),
            "y": self.coordinate(self.given.get("y"), "y"),
            "product_id": product,
            "lot_id": lot,
            "units": units,
            "site": self.words("site", 60),
            "depth": self.words("depth", 40),
            "note": self.words("note", 300),
        }

    def stroke(self) -> Item:
        colour = self.given.get("color")
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise self.wrong("color")
        return {
            "tool": self.words("tool", 20) or "pen",
            "color": colour.lower(),
            "width": self.coordinate(self.given.get("width"), "width"),
            "points": self.path(least=1, sizes=(2, 3)),
        }

    def area(self) -> Item:
        return {"points": self.path(least=3, sizes=(2,)), "product_id": self.number("product_id")}

    def text(self) -> Item:
        text = self.words("text", 300)
        if not text:
            raise self.wrong("text")
        return {
            "x": self.coordinate(self.given.get("x"), "x"),
            "y": self.coordinate(self.given.get("y"), "y"),
            "text": text,
        }

    def path(self, *, least: int, sizes: tuple[int, ...]) -> list[list[float]]:
        points = self.given.get("points")
        if not isinstance(points, Sequence) or isinstance(points, str) or len(points) < least:
            raise self.wrong("points")
        return [self.place_on_path(point, sizes) for point in points]

    def place_on_path(self, point: Any, sizes: tuple[int, ...]) -> list[float]:
        if not isinstance(point, Sequence) or isinstance(point, str) or len(point) not in sizes:
            raise self.wrong("points")
        return [self.coordinate(value, "points") for value in point]

    def coordinate(self, value: Any, field: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.wrong(field)
        if not 0 <= value <= 1:
            raise self.wrong(field)
        return round(float(value), PLACES)

    def number(self, field: str) -> int | None:
        value = self.given.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.wrong(field)
        return value

    def units(self) -> str | None:
        value = self.given.get("units")
        if value is None or value == "":
            return None
        try:
            units = Decimal(str(value))
        except InvalidOperation as error:
            raise self.wrong("units") from error
        if not units.is_finite() or not 0 < units <= 10000 or units != round(units, 2):
            raise self.wrong("units")
        return str(units.normalize().quantize(Decimal(1)) if units == units.to_integral() else units)

    def words(self, field: str, most: int) -> str:
        value = self.given.get(field) or ""
        if not isinstance(value, str) or len(value) > most:
            raise self.wrong(field)
        return value.strip()

    def wrong(self, field: str) -> ChartNotValid:
        name = f"items[{self.place}].{field}" if field else f"items[{self.place}]"
        return ChartNotValid(_("%(field)s is not valid.") % {"field": name}, field=name)
