"""A void puts everything back, keeps the number, and is told."""

from decimal import Decimal

import pytest

from erp.kernel.documents.refusals import NotNow
from erp.kernel.events.models import OutboxEvent
from modules.inventory.public import available, mismatches
from modules.ledger.public import balance_of, proofs
from modules.sales.models import Order
from modules.sales.public import void_order
from modules.sales.tests.conftest import line

D = Decimal


def test_void_order_puts_stock_books_and_drawer_back(till, sell, manager, at):
    paid = sell(line(till.serum), line(till.pill, 20), total="1177.00")
    order = void_order(order_id=paid.order_id, reason="wrong patient", by=manager, at=at)
    assert (order.state, order.number, order.void_reason) == ("voided", paid.number, "wrong patient")
    assert available([till.serum.pk, till.pill.pk], till.branch.pk) == {till.serum.pk: D(10), till.pill.pk: D(100)}
    assert balance_of("cash") == D("1000.00")
    assert balance_of("output_vat") == balance_of("sales_retail") == balance_of("goods_cost") == D(0)
    assert {row.difference for row in proofs()} == {D(0)}
    assert mismatches() == []
    assert OutboxEvent.objects.filter(type="sales.order.voided.v1").count() == 1


def test_void_order_twice_is_refused_and_the_next_number_follows(till, sell, manager, at):
    paid = sell(line(till.serum), total="1070.00")
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    with pytest.raises(NotNow, match=r"sales\.order\.void"):
        void_order(order_id=paid.order_id, reason="again", by=manager, at=at)
    assert sell(line(till.serum), total="1070.00").number.endswith("000002")


def test_void_order_of_nothing_needs_no_entry(till, sell, manager, at, product_of):
    gift = product_of("treatment", "GIFT", "0.00")
    paid = sell(line(gift, price="0.00"), total="0.00")
    assert void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at).state == "voided"
    assert Order.objects.count() == 1
