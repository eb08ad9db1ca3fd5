"""What PostgreSQL itself refuses about a device's numbers, attacked as the application's role."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from modules.sales.models import DeviceSeries
from modules.sales.services.register_device import register_device
from modules.sales.tests.conftest import line

OFFLINE = (
    "INSERT INTO sales_offlinesale"
    " (series_id, no, number, order_id, register_session_id, sold_at, received_at, content)"
    " SELECT s.id, %s, s.prefix || lpad(%s::text, 6, '0'), %s, r.id, now(), now(), '{}'"
    " FROM sales_deviceseries s, sales_registersession r WHERE s.kind = 'abbreviated'"
)


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rule(refusal):
    return refusal.value.__cause__.diag.constraint_name


@pytest.fixture(autouse=True)
def device(till):
    return register_device(register_session=till.session.pk, key=uuid4(), used=[], by=till.cashier, at=till.at)


def test_numbers_of_a_device_have_no_gap():
    with pytest.raises(IntegrityError) as refusal:
        attack(OFFLINE, 2, 2, None)
    assert rule(refusal) == "sales_device_number_gapless"


def test_a_number_of_a_device_is_used_once():
    attack(OFFLINE, 1, 1, None)
    with pytest.raises(IntegrityError) as refusal:
        attack(OFFLINE, 1, 1, None)
    assert rule(refusal) == "sales_device_number_gapless"


@pytest.mark.parametrize("change", ["last = last + 1", "last = last + 5", "last = last - 1"])
def test_a_counter_moves_only_with_a_sale(change):
    attack(OFFLINE, 1, 1, None)
    with pytest.raises(IntegrityError) as refusal:
        attack(f"UPDATE sales_deviceseries SET {change} WHERE kind = 'abbreviated'")
    assert rule(refusal) == "sales_device_number_gapless"


def test_what_was_given_stays_given():
    DeviceSeries.objects.update(reported=3)
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_deviceseries SET reported = 1")
    assert rule(refusal) == "sales_device_series_is_fixed"


def test_a_series_keeps_its_prefix_and_begins_with_nothing():
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_deviceseries SET prefix = 'TX-'")
    assert rule(refusal) == "sales_device_series_is_fixed"
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_deviceseries (device_id, kind, year, prefix, last, reported)"
            " SELECT device_id, kind, 2099, prefix || 'x', 7, 7 FROM sales_deviceseries"
        )
    assert rule(refusal) == "sales_device_number_gapless"


def test_a_number_has_the_form_of_its_series():
    with pytest.raises(IntegrityError) as refusal:
        attack(OFFLINE.replace("s.prefix ||", "'TX-' ||"), 1, 1, None)
    assert rule(refusal) == "sales_offline_in_its_series"


def test_one_order_has_one_number_and_it_is_the_printed_one(sell, till):
    paid = sell(line(till.serum), total="1070.00")
    with pytest.raises(IntegrityError) as refusal:
        attack(OFFLINE, 1, 1, paid.order_id)
    assert rule(refusal) == "sales_offline_order_agrees"


@pytest.mark.parametrize("change", ["content = '{\"x\": 1}'", "no = 2", "sold_at = now() - interval '1 day'"])
def test_what_was_printed_does_not_change(change):
    attack(OFFLINE, 1, 1, None)
    with pytest.raises(IntegrityError) as refusal:
        attack(f"UPDATE sales_offlinesale SET {change}")
    assert rule(refusal) == "sales_offline_is_final"


@pytest.mark.parametrize("table", ["sales_offlinesale", "sales_deviceseries", "sales_registerdevice"])
def test_nothing_of_a_device_is_deleted(table):
    with pytest.raises(DatabaseError) as refusal:
        attack(f"DELETE FROM {table}")
    assert refusal.value.__cause__.diag.sqlstate == "42501"


def test_a_finding_is_settled_by_somebody_with_a_word():
    attack(OFFLINE, 1, 1, None)
    attack(
        "INSERT INTO sales_offlinefinding (sale_id, kind, state, detail, note) SELECT id, 'late', 'open', '', ''"
        " FROM sales_offlinesale"
    )
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_offlinefinding SET state = 'settled', settled_at = now()")
    assert rule(refusal) == "sales_finding_settled_by_somebody"


def test_a_counted_session_takes_no_other_sale(sell, till):
    sell(line(till.serum), total="1070.00")
    attack("UPDATE sales_registersession SET state = 'counting'")
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_order (number, branch_id, register_session_id, state, business_on, paid_at, source,"
            " note, subtotal, order_discount, discount, vat, total, change, void_reason)"
            " SELECT 'X1', branch_id, register_session_id, 'paid', business_on, now(), '', '', 0, 0, 0, 0, 0, 0, ''"
            " FROM sales_order"
        )
    assert rule(refusal) == "sales_session_open"
