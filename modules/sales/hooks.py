"""Where the modules above join a sale, inside its transaction. Each may refuse by raising."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from erp.kernel.hooks.hook import Hook
from modules.sales.data import Agreed, CoverAsk, CoverData, PatientCourse, PayAsk, Sale, SoldLine, TaxPart, TaxWeight


class LineCover(Hook):
    """Something bought before that pays for a line (a course): the line costs 0.00.

    At checkout `plan` is asked once, after the order and the session are locked and before any stock: it locks its
    balances in the order of their ids, and refuses what is not there. `redeem` is asked once, when the order and its
    lines are written: it turns holds into redemptions and posts what is earned.
    """

    kind: ClassVar[str]  # "course"

    @abstractmethod
    def plan(
        self, *, patient_id: int | None, asks: Sequence[CoverAsk], by: Any, at: datetime, on: date
    ) -> Mapping[str, CoverData]:
        """Line key → what covers it. Locks balances; must answer every ask or raise."""

    @abstractmethod
    def redeem(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime) -> None:
        """Deduct for the covered lines (all of them of this kind)."""

    @abstractmethod
    def give_back(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime, reason: str) -> None:
        """The order was voided: return what was deducted."""

    @abstractmethod
    def give_back_part(
        self, *, sale: Sale, lines: Mapping[int, int], document: str, on: date, by: Any, at: datetime, reason: str
    ) -> None:
        """Lines were refunded: return so many sessions of each (line id → sessions), and what they earned.

        `document` is the refund; whatever is posted names it.
        """

    @abstractmethod
    def describe(self, references: Sequence[str]) -> Mapping[str, CoverData]:
        """What the holds behind a draft's lines are, for the screen. Unknown references are left out."""


class LineDelivery(Hook):
    """What it means to deliver a product of a kind that sales itself does not deliver (a course)."""

    kind: ClassVar[str]  # product kind: "course"
    revenue_role: ClassVar[str]  # account role of the net amount: "course_liability"

    @abstractmethod
    def tax_weights(self, *, product_ids: Sequence[int], on: date) -> Mapping[int, Sequence[TaxWeight]]:
        """Product → how its price divides over tax codes; a product left out uses its own tax code. One query."""

    @abstractmethod
    def agreed(self, *, patient_id: int, asks: Sequence[PayAsk], on: date) -> Mapping[str, Agreed]:
        """Line key → what a line costs that pays a part of an agreed price. Refuses what is not to be paid now.

        Asked only for lines with `pays`; `deliver`, `take_back`, `unused` and `end` see them with it.
        """

    @abstractmethod
    def deliver(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime) -> None:
        """The order is paid: hand the lines over (make the patient's balances)."""

    @abstractmethod
    def take_back(self, *, sale: Sale, lines: Sequence[SoldLine], by: Any, at: datetime, reason: str) -> None:
        """The order is voided: take them back, or refuse because they are in use."""

    @abstractmethod
    def unused(self, *, line: SoldLine) -> Sequence[TaxPart]:
        """What of a sold line is not used yet, by tax code: this much a refund of the line gives back."""

    @abstractmethod
    def owner(self, *, line: SoldLine) -> int | None:
        """The patient who has it now; None: whoever bought it. A refund becomes nobody else's credit."""

    @abstractmethod
    def end(self, *, line: SoldLine, parts: Sequence[TaxPart], branch_id: int, on: date, by: Any, at: datetime) -> None:
        """The line is refunded with these parts: it is over. Locks it; refuses when other than they is unused now.

        The refund is posted in `branch_id` on the day `on`.
        """


class PatientOffer(Hook):
    """What a patient already owns, shown at the till."""

    @abstractmethod
    def courses(self, *, patient_id: int, branch_id: int, on: date) -> Sequence[PatientCourse]:
        """The patient's courses with sessions left."""
