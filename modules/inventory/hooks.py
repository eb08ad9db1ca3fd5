"""Where the modules above join the inventory."""

from abc import abstractmethod
from collections.abc import Sequence

from erp.kernel.hooks.hook import Hook
from modules.inventory.data import LotUseRow


class LotUse(Hook):
    """Asked at a recall: where did this lot go? One query a contributor."""

    @abstractmethod
    def uses(self, *, lot_id: int) -> Sequence[LotUseRow]:
        """Every use of the lot that the contributor knows."""
