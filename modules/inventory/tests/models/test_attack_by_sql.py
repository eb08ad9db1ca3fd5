"""What PostgreSQL itself refuses, attacked as the application's role."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from modules.inventory.data import IssueIn
from modules.inventory.public import issue, open_locations


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_quant_is_never_below_zero(store):
    with pytest.raises(IntegrityError, match="inventory_quant_never_below_zero"):
        attack("UPDATE inventory_quant SET quantity = quantity - 1000")


@pytest.mark.parametrize("kind", ["supplier", "patient", "loss", "shortage"])
def test_only_stores_and_rooms_hold_stock(store, kind):
    place = open_locations(branch_id=store.branch.pk)[kind]
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO inventory_quant (product_id, location_id, quantity) VALUES (%s, %s, 1)",
            store.serum.pk,
            place.pk,
        )
    assert refusal.value.__cause__.diag.constraint_name == "inventory_quant_in_store_or_room"


def test_a_store_does_not_become_a_patient_nor_a_quant_wander(store):
    loss = open_locations(branch_id=store.branch.pk)["loss"]
    for sql in (
        "UPDATE inventory_location SET kind = 'room' WHERE kind = 'store'",
        f"UPDATE inventory_quant SET location_id = {loss.pk}",
    ):
        with pytest.raises(IntegrityError):
            attack(sql)


def test_done_moves_are_final(store, at):
    issue(branch_id=store.branch.pk, lines=[IssueIn(store.serum.pk, Decimal(1))], source="test.sale:1", at=at, by=None)
    for sql in (
        "UPDATE inventory_stockmove SET quantity = 2",
        "UPDATE inventory_stockmove SET state = 'draft'",
        "UPDATE inventory_stockmove SET cost = 0",
        "DELETE FROM inventory_stockmove",
        "TRUNCATE inventory_stockmove",
        "TRUNCATE inventory_quant",
        "DELETE FROM inventory_quant",
    ):
        with pytest.raises(DatabaseError):
            attack(sql)


def test_one_quant_for_product_place_and_lot_also_without_a_lot(store):
    with pytest.raises(IntegrityError, match="inventory_quant_once"):
        attack(
            "INSERT INTO inventory_quant (product_id, location_id, lot_id, quantity)"
            " SELECT product_id, location_id, lot_id, 1 FROM inventory_quant WHERE product_id = %s",
            store.serum.pk,
        )
