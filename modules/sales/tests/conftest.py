"""A till that is open, and a shelf."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from erp.kernel.rest.doors import KernelView
from modules.catalog.tests.conftest import product_of
from modules.inventory.data import ReceiptIn
from modules.inventory.public import open_stock
from modules.inventory.tests.stock import Lot
from modules.patients import public as patients
from modules.sales.data import LineIn, TenderIn
from modules.sales.public import check_out, open_register, open_register_session, take_deposit

__all__ = ["product_of"]
D = Decimal


@pytest.fixture
def till(
    product_of: Callable[..., Any], branch: Any, cashier: Any, at: Any, monkeypatch: pytest.MonkeyPatch
) -> SimpleNamespace:
    """Register 01 open with a float of 1,000.00; facial 1,500.00 (exempt), serum 1,070.00, pill 5.35 by lot (VAT 7).

    The clock at the doors stands at the same noon: a shift of an earlier day sells nothing.
    """
    monkeypatch.setattr(KernelView, "now", lambda _door: at)
    facial = product_of("treatment", "FACIAL", "1500.00")
    serum = product_of("retail", "SERUM", "1070.00", tracks_stock=True)
    pill = product_of("drug", "PILL", "5.35", tracks_stock=True, tracks_lots=True)
    receipts = [
        ReceiptIn(serum.pk, D(10), D("4000.00")),
        ReceiptIn(pill.pk, D(100), D("200.00"), "L1", date(2099, 1, 31)),
    ]
    open_stock(branch_id=branch.pk, lines=receipts, by=None, at=at)
    register = open_register(branch_id=branch.pk, code="01", name="Front desk")
    session = open_register_session(register_id=register.pk, float_amount=D("1000.00"), by=cashier, at=at)
    return SimpleNamespace(
        branch=branch,
        facial=facial,
        serum=serum,
        pill=pill,
        lot=Lot.objects.get(number="L1"),
        register=register,
        session=session,
        cashier=cashier,
        at=at,
    )


def line(product: Any, quantity: Any = 1, price: str = "", **more: Any) -> LineIn:
    """One line at the price of the list."""
    listed = price or {"FACIAL": "1500.00", "SERUM": "1070.00", "PILL": "5.35"}[product.code]
    given = {"key": f"k-{product.code}", **more}
    return LineIn(product_id=product.pk, quantity=D(quantity), unit_price=D(listed), **given)


def cash(amount: str, tendered: str = "") -> TenderIn:
    """Paid in cash."""
    return TenderIn(kind="cash", amount=D(amount), tendered=D(tendered) if tendered else None)


@pytest.fixture
def sell(till: SimpleNamespace) -> Callable[..., Any]:
    """Check out lines for cash: `sell(line(till.serum), total="1070.00")`."""

    def make(*lines: LineIn, total: str = "0.00", **changes: Any) -> Any:
        values: dict[str, Any] = {
            "register_session": till.session.pk,
            "lines": lines,
            "tenders": [cash(total)] if D(total) else [],
            "expected_total": D(total),
            "by": till.cashier,
            "at": till.at,
        }
        return check_out(**{**values, **changes})

    return make


@pytest.fixture
def patient(db: None, at: Any) -> Any:
    """Somebody whom the till knows."""
    return patients.register_patient(by=None, at=at, first_name_th="มาลี", phone="081-555-0101")


@pytest.fixture
def leave(till: SimpleNamespace, patient: Any) -> Callable[..., Any]:
    """Leave a deposit in cash: `leave("500.00")`."""

    def make(amount: str, *tenders: TenderIn, **changes: Any) -> Any:
        given = {"patient": patient.id, "register_session": till.session.pk, "by": till.cashier, "at": till.at}
        return take_deposit(tenders=tenders or [cash(amount)], **{**given, **changes})

    return make
