"""Move a lot through its life."""

from datetime import datetime
from typing import Any

from erp.kernel.machines.gate import fire
from modules.inventory.models import Lot


def release_lot(*, lot_id: int, by: Any, at: datetime) -> Lot:
    """Let a quarantined lot be used."""
    return _fire(lot_id, "release", by=by, at=at)


def recall_lot(*, lot_id: int, by: Any, at: datetime) -> Lot:
    """Stop every use of a lot."""
    return _fire(lot_id, "recall", by=by, at=at)


def expire_lot(*, lot_id: int, by: Any, at: datetime) -> Lot:
    """Its last day has passed."""
    return _fire(lot_id, "expire", by=by, at=at)


def _fire(lot_id: int, verb: str, *, by: Any, at: datetime) -> Lot:
    lot = Lot.objects.select_for_update().get(pk=lot_id)
    fire(lot, verb, by=by, at=at)
    return lot
