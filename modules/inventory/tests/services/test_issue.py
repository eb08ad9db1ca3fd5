"""Issues: first to expire first, at the weighted average, never more than there is."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from modules.inventory.data import IssueIn, ReceiptIn
from modules.inventory.errors import LotNotUsable, NothingIssued, NotStocked, OutOfStock
from modules.inventory.models import Quant, StockMove, StockValue
from modules.inventory.public import (
    adjust_stock,
    alerts,
    available,
    issue,
    lots,
    mismatches,
    open_locations,
    open_stock,
    recall_lot,
    return_issue,
    set_reorder_point,
    stock_worth,
    transfer_stock,
)
from modules.ledger.public import balance_of, proofs

D = Decimal


@pytest.fixture
def take(store, at):
    def make(*lines, source="test.visit:1"):
        return issue(branch_id=store.branch.pk, lines=lines, source=source, at=at, by=None)

    return make


def test_issue_takes_the_lot_that_expires_first(store, take):
    taken = take(IssueIn(store.toxin.pk, D(60)))
    assert [(line.lot_id, line.quantity) for line in taken] == [(store.late.pk, D(10)), (store.early.pk, D(50))]
    assert sum(line.cost for line in taken) == D("6400.00")  # 16,000.00 × 60 ÷ 150
    assert available([store.toxin.pk], store.branch.pk) == {store.toxin.pk: D(90)}
    assert mismatches() == []


def test_issue_of_the_last_unit_takes_the_rest_of_the_value(store, take):
    costs = [take(IssueIn(store.serum.pk, D(1)), source=f"test.sale:{n}")[0].cost for n in range(3)]
    assert costs == [D("33.34"), D("33.34"), D("33.33")]
    assert StockValue.objects.get(product=store.serum).value == 0
    assert mismatches() == []


def test_issue_by_part_units_of_a_vial(store, take):
    taken = take(IssueIn(store.toxin.pk, D("12.5"), store.late.pk))
    assert (taken[0].lot_id, taken[0].quantity) == (store.late.pk, D("12.5"))
    assert taken[0].cost == D("1333.33")


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_issue_takes_five_statements_whatever_the_lines(product_of, branch, at, django_assert_num_queries, how_many):
    products = [product_of("retail", f"P{n}", tracks_stock=True) for n in range(how_many)]
    receipts = [ReceiptIn(product.pk, D(5), D("50.00")) for product in products]
    open_stock(branch_id=branch.pk, lines=receipts, by=None, at=at)
    with django_assert_num_queries(5):
        issue(
            branch_id=branch.pk,
            lines=[IssueIn(product.pk, D(1)) for product in products],
            source="test.sale:1",
            at=at,
            by=None,
        )


def test_issue_of_more_than_there_is_is_refused_and_moves_nothing(store, take):
    with pytest.raises(OutOfStock) as refusal:
        take(IssueIn(store.serum.pk, D(2)), IssueIn(store.serum.pk, D(2)))
    assert refusal.value.extra["available"] == "1.000"
    assert available([store.serum.pk], store.branch.pk)[store.serum.pk] == D(3)
    assert not StockMove.objects.filter(source="test.visit:1").exists()


def test_issue_of_a_recalled_or_expired_lot_is_refused(store, take, at):
    recall_lot(lot_id=store.early.pk, by=None, at=at)
    with pytest.raises(LotNotUsable):
        take(IssueIn(store.toxin.pk, D(1), store.early.pk))
    assert take(IssueIn(store.toxin.pk, D(1)))[0].lot_id == store.late.pk
    with pytest.raises(OutOfStock):
        issue(
            branch_id=store.branch.pk,
            lines=[IssueIn(store.toxin.pk, D(1))],
            source="test.visit:2",
            at=at,
            by=None,
            on=date(2028, 1, 1),
        )


def test_return_issue_brings_back_what_left_at_its_cost_once(store, take, at):
    take(IssueIn(store.toxin.pk, D(60)), IssueIn(store.serum.pk, D(1)))
    back = return_issue(source="test.visit:1", at=at, by=None)
    assert sum(line.cost for line in back) == D("6433.34")
    assert available([store.toxin.pk], store.branch.pk)[store.toxin.pk] == D(150)
    assert stock_worth() == D("16100.01")
    with pytest.raises(NothingIssued):
        return_issue(source="test.visit:1", at=at, by=None)
    with pytest.raises(NothingIssued):
        return_issue(source="test.visit:9", at=at, by=None)
    assert mismatches() == []


def test_opening_stock_is_in_the_books_and_proven(store):
    assert balance_of("stock") == D("16100.01")
    (proof,) = [row for row in proofs() if row.code == "inventory.stock"]
    assert (proof.ledger, proof.difference) == (D("16100.01"), D("0.00"))


def test_adjust_stock_posts_what_is_lost_and_what_is_found(store, at):
    adjust_stock(
        branch_id=store.branch.pk,
        product_id=store.toxin.pk,
        change=D(-10),
        reason="Broken vial",
        lot_id=store.late.pk,
        by=None,
        at=at,
    )
    assert balance_of("stock_loss") == D("1066.67")
    adjust_stock(branch_id=store.branch.pk, product_id=store.serum.pk, change=D(1), reason="Found", by=None, at=at)
    assert balance_of("stock_loss") == D("1033.33")
    assert stock_worth() == balance_of("stock")
    assert mismatches() == []
    with pytest.raises(OutOfStock):
        adjust_stock(branch_id=store.branch.pk, product_id=store.serum.pk, change=D(-9), reason="?", by=None, at=at)


def test_transfer_stock_to_another_branch_carries_its_value(store, other_branch, at):
    there = open_locations(branch_id=other_branch.pk)["store"]
    here = open_locations(branch_id=store.branch.pk)["store"]
    transfer_stock(
        origin_id=here.pk,
        destination_id=there.pk,
        product_id=store.toxin.pk,
        lot_id=store.late.pk,
        quantity=D(30),
        reason="Ari runs low",
        by=None,
        at=at,
    )
    assert available([store.toxin.pk], other_branch.pk)[store.toxin.pk] == D(30)
    assert balance_of("stock", branch_id=other_branch.pk) == D("3200.00")
    assert mismatches() == []


def test_alerts_name_what_runs_low_and_what_ends_soon(store):
    set_reorder_point(branch_id=store.branch.pk, product_id=store.serum.pk, minimum=D(5), target=D(20))
    found = alerts([store.branch.pk], on=date(2026, 11, 20))
    assert [(alert.kind, alert.product, alert.lot) for alert in found] == [
        ("low_stock", "Serum", ""),
        ("near_expiry", "Btx-u", "EARLY"),
    ]
    assert [lot.number for lot in lots(store.toxin.pk, store.branch.pk)] == ["EARLY", "LATE"]


def test_open_stock_of_a_treatment_is_refused(product_of, branch, at):
    treatment = product_of("treatment", "FACIAL")
    with pytest.raises(NotStocked):
        open_stock(branch_id=branch.pk, lines=[ReceiptIn(treatment.pk, D(1), D(1))], by=None, at=at)


def test_check_finds_a_quant_that_nobody_moved(store):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inventory_quant SET quantity = quantity + 1 WHERE product_id = %s", [store.serum.pk])
    assert {row.what for row in mismatches()} == {"quant", "value"}
    assert Quant.objects.get(product=store.serum).quantity == D(4)
