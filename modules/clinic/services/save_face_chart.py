"""Save a version of a face chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from erp.kernel.access.models import User
from erp.kernel.events.publish import publish
from modules.catalog import public as catalog
from modules.clinic.errors import ChartNotValid, ChartStale
from modules.clinic.events import FaceChartSaved
from modules.clinic.models import FaceChart, Photo
from modules.clinic.models.timeline_entry import EntryKind
from modules.clinic.selectors.face_charts import version_of
from modules.clinic.services.normal_items import Item, normal_items
from modules.clinic.services.open_session import open_session
from modules.clinic.services.write_timeline import write_timeline
from modules.inventory import public as inventory


def save_face_chart(
    *,
    session_id: int,
    view: str,
    items: Sequence[Mapping[str, Any]],
    expected_version: int,
    by: User | None,
    at: datetime,
    photo_id: int | None = None,
) -> FaceChart:
    """Add a version and a line of history.

    Raises SessionClosed once treatment is complete, ChartNotValid naming the annotation, ChartStale if somebody
    saved since the caller looked.
    """
    session = open_session(session_id, by=by, right="clinic.create_face_chart")
    normal = normal_items(items)
    _check_products(normal)
    photo = _photo(photo_id, session_id)
    present = version_of(session_id, view)
    if expected_version != present:
        raise ChartStale(remedy=_("Look at the newer version and save again."), current={"version": present})
    chart = FaceChart.objects.create(
        session=session, view=view, version_no=present + 1, photo=photo, items=normal, saved_at=at, saved_by=by
    )
    write_timeline(
        session,
        EntryKind.FACE_CHART,
        by=by,
        at=at,
        source="face_canvas",
        subject_id=chart.pk,
        summary=f"{view} v{chart.version_no}",
        has_photo=photo is not None,
    )
    publish(
        FaceChartSaved(
            session_id=session.pk,
            patient_id=session.patient_id,
            branch_id=session.branch_id,
            face_chart_id=chart.pk,
            view=view,
            version_no=chart.version_no,
            saved_at=at,
        )
    )
    return chart


def _photo(photo_id: int | None, session_id: int) -> Photo | None:
    if photo_id is None:
        return None
    photo = Photo.objects.filter(pk=photo_id, session=session_id).first()
    if photo is None:
        raise ChartNotValid(_("This photo is of another session."), field="photo")
    return photo


def _check_products(items: Sequence[Item]) -> None:
    """Every product is known, and every lot is a lot of its product."""
    products = catalog.product_cards({item["product_id"] for item in items if item.get("product_id")})
    lots = inventory.lot_cards({item["lot_id"] for item in items if item.get("lot_id")})
    for place, item in enumerate(items):
        product, lot = item.get("product_id"), item.get("lot_id")
        if product and product not in products:
            raise ChartNotValid(_("There is no such product."), field=f"items[{place}].product_id")
        if lot and (lot not in lots or lots[lot].product_id != product):
            raise ChartNotValid(_("This lot is of another product."), field=f"items[{place}].lot_id")
