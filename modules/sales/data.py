"""The values that cross the border of sales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ShareIn:
    """Who sold or performed a line, in percent; the shares of a line add up to 100."""

    staff_id: int
    percent: Decimal
    role: str = "seller"


@dataclass(frozen=True, kw_only=True)
class CoverIn:
    """What pays for a line instead of money: a balance chosen at the till, or a hold made at signing (`reference`)."""

    kind: str = "course"
    balance_id: int | None = None
    reference: str = ""
    label: str = ""
    value: Decimal = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class LineIn:
    """One line as the till sends it."""

    key: str
    product_id: int
    quantity: Decimal
    unit_price: Decimal
    discount_amount: Decimal | None = None
    discount_percent: Decimal | None = None
    lot_id: int | None = None
    shares: Sequence[ShareIn] = ()
    cover: CoverIn | None = None
    pays: str = ""
    """A part of an agreed price ("courses.course_instalment:7"): the delivering module knows its amount."""
    standard_price: Decimal | None = None
    """Worked out, never asked for: what it would cost without the bill's price list."""


@dataclass(frozen=True, kw_only=True)
class DiscountIn:
    """Off the whole order: an amount, or a percentage of what remains after the lines' own discounts."""

    amount: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TenderIn:
    """What the patient pays with. Cash may be `tendered` above `amount`: the rest is change."""

    kind: str
    amount: Decimal
    tendered: Decimal | None = None
    reference: str = ""
    customer: int | None = None
    """On account: the company that owes it."""


@dataclass(frozen=True, kw_only=True)
class UsedNumbers:
    """How far a device is with one of its series."""

    kind: str
    year: int
    last: int


@dataclass(frozen=True, kw_only=True)
class PrintedSale:
    """A sale that a device has made and printed without the server. It happened: the books only follow."""

    device: UUID
    kind: str
    year: int
    no: int
    number: str
    register_session: int
    sold_at: datetime
    cashier: int
    lines: Sequence[LineIn]
    tax_codes: Mapping[str, str]
    """The tax code that each line was printed with, by the line's key."""
    tenders: Sequence[TenderIn]
    total: Decimal
    content: Mapping[str, Any]
    """All of it as the device sent it: kept beside the sale."""
    patient: int | None = None
    order_discount: DiscountIn | None = None
    price_list: int | None = None


@dataclass(frozen=True, kw_only=True)
class ChargeIn:
    """A charge of a visit, to become a line of the patient's draft. `source` names it ("clinic.charge_item:7")."""

    source: str
    product_id: int
    quantity: Decimal
    unit_price: Decimal
    lot_id: int | None = None
    stock_issued: bool = False
    performed_by_id: int | None = None
    cover: CoverIn | None = None


@dataclass(frozen=True, kw_only=True)
class TaxPart:
    """The part of a line that one tax code takes: stored, and never computed again."""

    tax_code: str
    gross: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, kw_only=True)
class ShareData:
    """Who sold or performed a line."""

    staff_id: int
    role: str
    percent: Decimal


@dataclass(frozen=True, kw_only=True)
class CoverData:
    """What covered a line: the reference that the covering module gave, and what is printed."""

    kind: str
    reference: str
    balance_id: int | None
    title: str
    session: int | None
    sessions: int | None
    value: Decimal
    title_th: str = ""


@dataclass(frozen=True, kw_only=True)
class SoldLine:
    """A line of a paid order, as it is stored."""

    line_id: int
    key: str
    product_id: int
    product_code: str
    kind: str
    title: str
    category: str
    commission_class: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    discount: Decimal
    gross: Decimal
    net: Decimal
    vat: Decimal
    lot_id: int | None
    stock_issued: bool
    parts: Sequence[TaxPart]
    shares: Sequence[ShareData]
    cover: CoverData | None
    pays: str = ""

    @property
    def covered(self) -> bool:
        """Paid by a course: no tender, no VAT a second time."""
        return self.cover is not None


@dataclass(frozen=True, kw_only=True)
class Sale:
    """A paid (or voided) order as hooks and listeners see it."""

    order_id: int
    reference: str
    number: str
    branch_id: int
    patient_id: int | None
    register_session_id: int | None
    business_on: date
    paid_at: datetime
    total: Decimal
    lines: Sequence[SoldLine]
    signature: Any = None
    """What the patient signed on the screen for the covered lines, as the till sent it."""


@dataclass(frozen=True, kw_only=True)
class TaxWeight:
    """How a course's price divides over tax codes: each component's code and price."""

    tax_code: str
    price: Decimal


@dataclass(frozen=True, kw_only=True)
class PayAsk:
    """A line that pays a part of an agreed price. `price` is the product's price of the day."""

    key: str
    product_id: int
    pays: str
    price: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What such a line costs, how that divides over tax codes, and which part of how many it is."""

    amount: Decimal
    weights: Sequence[TaxWeight]
    no: int
    of: int


@dataclass(frozen=True, kw_only=True)
class DuePart:
    """A part of a price that is not paid yet."""

    pays: str
    no: int
    of: int
    amount: Decimal
    due_on: date
    weights: Sequence[TaxWeight] = ()


@dataclass(frozen=True, kw_only=True)
class CoverAsk:
    """A line that wants to be covered."""

    key: str
    product_id: int
    quantity: Decimal
    balance_id: int | None
    reference: str


@dataclass(frozen=True, kw_only=True)
class PatientCourse:
    """A course of the patient as the till offers it."""

    balance_id: int
    template_code: str
    title: str
    title_th: str
    state: str
    sessions: int
    used: int
    held: int
    left: int
    expires_on: date | None
    product_ids: Sequence[int] = ()
    unit_value: Decimal = Decimal("0.00")
    product_id: int | None = None
    due: Sequence[DuePart] = ()
    """What is still to be paid of it, the next first."""
    needs_signature: bool = False


@dataclass(frozen=True, kw_only=True)
class RequestCard:
    """A discount request as the inbox shows it."""

    id: int
    order_id: int
    branch_id: int
    patient_id: int | None
    requested_by_id: int
    requested_by: str
    percent: Decimal | None
    amount: Decimal | None
    total: Decimal
    reason: str
    state: str
    requested_at: datetime


@dataclass(frozen=True, kw_only=True)
class RefundLineIn:
    """So much of a sold line to give back. Goods that left the store go back to `stock`, or are a `loss`."""

    line_id: int
    quantity: Decimal
    goods: str = ""


@dataclass(frozen=True, kw_only=True)
class CollectIn:
    """So much of a bill on account that is paid now."""

    order_id: int
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class RefundCard:
    """A refund as the inbox shows it."""

    id: int
    order_id: int
    number: str
    branch_id: int
    requested_by_id: int | None
    requested_by: str
    total: Decimal
    order_total: Decimal
    paid_on: date | None
    reason: str
    state: str
    requested_at: datetime


@dataclass(frozen=True, kw_only=True)
class RefundedLine:
    """What a refund gave back of a line, net of VAT, beside what was sold and what went back before."""

    line_id: int
    title: str
    sold_net: Decimal
    net_before: Decimal
    net: Decimal


@dataclass(frozen=True, kw_only=True)
class Paid:
    """What checkout answers."""

    order_id: int
    number: str
    total: Decimal
    change: Decimal
    receipt: dict[str, object] = field(default_factory=dict)
