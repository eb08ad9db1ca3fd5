"""Where modules above may join a treatment, inside its transaction."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime

from erp.kernel.access.models import User
from erp.kernel.hooks.hook import Hook
from modules.clinic.data import ChargeData, CoverData, SessionCard


class ChargeCover(Hook):
    """Something the patient has paid before: it covers charges, so that the till asks nothing for them."""

    @abstractmethod
    def cover(
        self, *, session: SessionCard, charges: Sequence[ChargeData], by: User | None, at: datetime
    ) -> Mapping[int, CoverData]:
        """Reserve cover for what can be covered: charge id → cover. May refuse by raising."""

    @abstractmethod
    def release(self, *, references: Sequence[str], by: User | None, at: datetime) -> None:
        """Give back what was reserved, for charges that will not be paid. Unknown references are others' affair."""
