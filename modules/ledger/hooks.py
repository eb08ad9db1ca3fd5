"""Where the modules above join the ledger."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django_stubs_ext import StrOrPromise

from erp.kernel.hooks.hook import Hook
from modules.ledger.data import Dimension, OpenItem


class PeriodClosing(Hook):
    """Asked before a period is closed; an objection refuses it (an open register, say)."""

    @abstractmethod
    def objections(self, *, starts_on: date, ends_on: date) -> Sequence[str]:
        """Why the period cannot be closed yet, in the reader's language; empty when it can."""


class Proof(Hook):
    """A sub-ledger that must agree with an account, to the satang, at any moment."""

    code: str
    title: StrOrPromise
    role: str
    """The account role it is compared with."""
    credit_nature = False
    """Whether the sub-ledger counts credits as positive (a liability)."""
    dated = True
    """Whether the sub-ledger knows what it added up to on an earlier day; if not, it is always compared as of now."""

    @abstractmethod
    def figure(self, *, branch_id: int | None, as_of: date | None) -> Decimal:
        """What the sub-ledger itself adds up to."""


class Receivables(Hook):
    """Documents on which somebody still owes money: what the aged receivables are made of."""

    role: ClassVar[str] = "receivable"
    """The account role that these documents add up to."""

    @abstractmethod
    def open_items(self, *, branch_id: int | None, as_of: date) -> Sequence[OpenItem]:
        """What was still open at the end of the day `as_of`; of every branch without `branch_id`."""


class ReplacedDocuments(Hook):
    """Tax documents that another took the place of, without an entry of its own: the VAT listing shows both."""

    @abstractmethod
    def replaced(self, *, from_on: date, to_on: date, branch_id: int | None) -> Mapping[str, str]:
        """Source of an entry of these days → number of the document that replaced the one it was posted with."""


class DimensionKind(Hook):
    """A further axis that lines carry, so that reports can be asked for one value of it."""

    kind: ClassVar[str]
    title: StrOrPromise

    @abstractmethod
    def values(self) -> Sequence[Dimension]:
        """Every value that a line may carry, as the reader calls it."""
