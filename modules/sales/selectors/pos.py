"""What the till needs to know: one read at its start, one for each patient, one for the visits that wait."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from erp.kernel.access.models import Branch, Staff
from erp.kernel.access.rights import may
from erp.kernel.hooks.hook import contributors
from modules.catalog.public import ProductCard, categories, price_lists_in_force, shelf
from modules.inventory.public import LotCard, available, lots_of
from modules.ledger.public import tax_codes
from modules.patients import public as patients
from modules.sales.data import PatientCourse, TaxWeight
from modules.sales.hooks import LineDelivery, PatientOffer
from modules.sales.models import CashRounding, Order, OrderState, Register, RegisterSession, SessionState
from modules.sales.policies import discount_limit
from modules.sales.selectors.credits import credit_of

ZERO = Decimal("0.00")
UNPAID = (OrderState.DRAFT, OrderState.AWAITING_PAYMENT)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A product with what the branch has of it."""

    card: ProductCard
    stock: Any
    lots: Sequence[LotCard]
    tax_parts: Sequence[TaxWeight]


@dataclass(frozen=True, slots=True)
class Visit:
    """An unpaid bill of a patient."""

    order_id: int
    state: str
    source: str
    note: str
    total: Any
    patient: dict[str, Any] | None
    created_at: Any
    updated_at: Any


def products_for_sale(branch_id: int, *, on: date) -> list[Shelf]:
    """The whole shelf with prices, stock, lots and the tax parts of courses: five statements."""
    cards = shelf(on=on)
    stocked = [card.id for card in cards if card.tracks_stock]
    by_lot = [card.id for card in cards if card.tracks_lots]
    held = available(stocked, branch_id, on=on) if stocked else {}
    lots: dict[int, list[LotCard]] = {}
    for lot in lots_of(by_lot, branch_id) if by_lot else []:
        if lot.state == "available" and (lot.expires_on is None or lot.expires_on >= on):
            lots.setdefault(lot.product_id, []).append(lot)
    weights: dict[int, Sequence[TaxWeight]] = {}
    for delivery in contributors(LineDelivery):  # type: ignore[type-abstract]
        ids = [card.id for card in cards if card.kind == delivery.kind]
        if ids:
            weights.update(delivery.tax_weights(product_ids=ids, on=on))
    return [Shelf(card, held.get(card.id), lots.get(card.id, ()), weights.get(card.id, ())) for card in cards]


def session_for(user: Any, branch_id: int) -> RegisterSession | None:
    """The session that this person may work in: his own, else (for a manager) any of the branch."""
    running = (
        RegisterSession.objects.filter(branch_id=branch_id)
        .exclude(state=SessionState.CLOSED)
        .select_related("register", "opened_by")
        .order_by("-opened_at")
    )
    own = [session for session in running if session.opened_by_id == user.pk]
    if own:
        return own[0]
    return next(iter(running), None) if may(user, "sales.operate_any_register_session") else None


def bootstrap(user: Any, branch_id: int, *, on: date) -> dict[str, Any]:
    """Everything that the till keeps while it runs."""
    branch = Branch.objects.select_related("company").get(pk=branch_id)
    session = session_for(user, branch_id)
    register = session.register if session else Register.objects.filter(branch=branch, is_active=True).first()
    return {
        "register": register,
        "session": session,
        "discount_limit_percent": discount_limit(user),
        "tax_codes": [asdict(code) for code in tax_codes().values()],
        "categories": categories(),
        "products": products_for_sale(branch_id, on=on),
        "price_lists": price_lists_in_force(branch_id=branch_id, on=on),
        "staff": list(Staff.objects.filter(branch=branch, active=True)),
        "company": branch.company,
        "branch": branch,
        "cash_step": CashRounding.objects.filter(branch=branch).values_list("step", flat=True).first() or ZERO,
    }


def visits(branch_id: int, *, viewer: Any) -> list[Visit]:
    """Unpaid bills of the branch, oldest first."""
    orders = list(Order.objects.filter(branch_id=branch_id, state__in=UNPAID).order_by("created_at")[:200])
    cards = patients.cards([order.patient_id for order in orders if order.patient_id], viewer)
    return [_visit(order, cards) for order in orders]


def patient_at_till(patient_id: int, *, viewer: Any, branch_id: int, on: date) -> dict[str, Any] | None:
    """The patient beside the cart: who, allergies, courses, drafts. None when there is nobody."""
    cards = patients.cards([patient_id], viewer)
    card = cards.get(patient_id)
    if card is None:
        return None
    drafts = Order.objects.filter(patient_id=patient_id, branch_id=branch_id, state__in=UNPAID).order_by("-pk")
    printed = asdict(card)
    return {
        "card": printed,
        "allergies": printed["allergies"],
        "courses": [asdict(course) for course in courses_of(patient_id, branch_id=branch_id, on=on)],
        "credit": str(credit_of(patient_id)),
        "drafts": [_visit(draft, cards) for draft in drafts],
    }


def courses_of(patient_id: int, *, branch_id: int, on: date) -> list[PatientCourse]:
    """The patient's courses, from whoever sells them."""
    offers = contributors(PatientOffer)  # type: ignore[type-abstract]
    return [course for offer in offers for course in offer.courses(patient_id=patient_id, branch_id=branch_id, on=on)]


def _visit(order: Order, cards: dict[int, Any]) -> Visit:
    card = cards.get(order.patient_id) if order.patient_id else None
    return Visit(
        order_id=order.pk,
        state=order.state,
        source=order.source,
        note=order.note,
        total=order.total,
        patient=asdict(card) if card else None,
        created_at=order.created_at,
        updated_at=order.updated_at,
    )
