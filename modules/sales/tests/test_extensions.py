"""What sales tell the modules below when they ask."""

from decimal import Decimal

import pytest

from erp.kernel.documents.refusals import Refusal
from modules.inventory.public import lot_uses
from modules.ledger.public import close_period, start_closing_period
from modules.ledger.tests.books import Period
from modules.sales.public import close_register_session, count_drawer, start_count
from modules.sales.services.register_sessions import Pieces
from modules.sales.tests.conftest import line


def test_a_month_is_not_closed_while_a_drawer_of_it_is_open(till, at):
    november = Period.objects.get(name="2026-11")
    start_closing_period(period_id=november.pk, by=None, at=at)
    with pytest.raises(Refusal) as refusal:
        close_period(period_id=november.pk, by=None, at=at)
    assert "01" in refusal.value.extra["objections"][0]


def test_a_recall_finds_what_went_over_the_counter(till, sell):
    paid = sell(line(till.pill, 3), total="16.05")
    (use,) = lot_uses(till.lot.pk)
    assert (use.noun, use.reference, use.quantity) == ("sales.order", paid.number, Decimal(3))


def test_a_drawer_closed_leaves_its_account_empty(till, sell, at):
    from modules.ledger.public import balance_of, proofs

    sell(line(till.serum), total="1070.00")
    shift = {"register_session_id": till.session.pk, "by": till.cashier, "at": at}
    start_count(**shift)
    pieces = [Pieces(denomination=Decimal(1000), pieces=2), Pieces(denomination=Decimal(10), pieces=8)]
    assert count_drawer(counted=pieces, **shift).over_short == Decimal("10.00")
    close_register_session(**shift)
    assert (balance_of("cash"), balance_of("over_short")) == (Decimal("0.00"), Decimal("-10.00"))
    assert balance_of("safe") == Decimal("1080.00")
    assert {row.difference for row in proofs()} == {Decimal("0.00")}
