"""The drawer never pays out more than it holds: cash refund, cash out, credit paid back, a void. Float 1,000.00."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from modules.ledger.public import balance_of
from modules.sales.data import RefundLineIn, TenderIn
from modules.sales.errors import DrawerTooLow
from modules.sales.models import CashMovement, Order, OrderLine, Refund, Remittance
from modules.sales.public import cash_out, pay_back_deposit, refund_order, void_order
from modules.sales.selectors.takings import drawer
from modules.sales.tests.conftest import cash, line
from modules.sales.tests.models.test_attack_by_sql import attack, rule

D = Decimal
OUT = (
    "INSERT INTO sales_cashmovement (session_id, direction, amount, reason, moved_at)"
    " SELECT id, 'out', {amount}, 'x', now() FROM sales_registersession"
)


def take(till, amount):
    return cash_out(register_session_id=till.session.pk, amount=D(amount), reason="safe", by=till.cashier, at=till.at)


def test_cash_out_takes_the_last_note_and_no_more(till, sell):
    sell(line(till.serum), total="1070.00")
    with pytest.raises(DrawerTooLow) as refusal, transaction.atomic():
        take(till, "2070.01")
    assert (refusal.value.status, refusal.value.code) == (409, "sales.register_session.drawer_too_low")
    assert "2070" not in str(refusal.value.extra)  # the count is blind
    assert not CashMovement.objects.exists()
    take(till, "2070.00")
    assert (drawer(till.session).expected, balance_of("cash")) == (D("0.00"), D("0.00"))


def test_a_cash_refund_above_the_drawer_is_refused_and_goes_another_way(till, sell, manager, at):
    paid = sell(line(till.serum), tenders=[TenderIn(kind="card", amount=D("1070.00"))], expected_total=D("1070.00"))

    def give_back(*tenders):
        with transaction.atomic():
            return refund_order(
                order_id=paid.order_id,
                register_session=till.session.pk,
                lines=[RefundLineIn(line_id=OrderLine.objects.get().pk, quantity=D(1), goods="stock")],
                tenders=tenders,
                reason="did not suit",
                by=manager,
                at=at,
            )

    with pytest.raises(DrawerTooLow):
        give_back(cash("1070.00"))
    assert not Refund.objects.exists()
    give_back(cash("1000.00"), TenderIn(kind="card", amount=D("70.00")))
    assert (drawer(till.session).expected, balance_of("cash")) == (D("0.00"), D("0.00"))


def test_credit_is_paid_back_in_cash_as_far_as_there_is_cash(till, leave, patient, manager, at):
    leave("1500.00", TenderIn(kind="transfer", amount=D("1500.00"), reference="TX1"))
    given = {"patient": patient.id, "register_session": till.session.pk, "by": manager, "at": at, "note": "moves away"}
    with pytest.raises(DrawerTooLow), transaction.atomic():
        pay_back_deposit(tenders=[cash("1000.01")], **given)
    assert Remittance.objects.count() == 1
    pay_back_deposit(tenders=[cash("1000.00")], **given)
    assert drawer(till.session).expected == D("0.00")


def test_a_bill_paid_in_cash_is_not_voided_when_its_cash_is_in_the_safe(till, sell, manager, at):
    paid = sell(line(till.serum), total="1070.00")
    take(till, "1000.01")
    with pytest.raises(DrawerTooLow), transaction.atomic():
        void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert Order.objects.get().state == "paid"


def test_attack_a_drawer_is_not_emptied_below_nothing(till, sell):
    sell(line(till.serum), total="1070.00")
    with pytest.raises(IntegrityError) as refusal:
        attack(OUT.format(amount="2070.01"))
    assert rule(refusal) == "sales_drawer_not_negative"
    attack(OUT.format(amount="2070.00"))
    with pytest.raises(IntegrityError) as refusal:
        attack("UPDATE sales_order SET state = 'voided', voided_at = now()")
    assert rule(refusal) == "sales_drawer_not_negative"


def test_attack_credit_is_not_paid_out_of_an_empty_drawer(till, leave):
    leave("1500.00", TenderIn(kind="transfer", amount=D("1500.00"), reference="TX1"))
    with pytest.raises(IntegrityError) as refusal:
        attack(
            "INSERT INTO sales_remittance (number, branch_id, kind, patient_id, register_session_id, business_on,"
            " amount, note, made_at, document) SELECT 'x', branch_id, 'pay_back', patient_id, register_session_id,"
            " business_on, 1000.01, '', now(), '{}' FROM sales_remittance;"
            "INSERT INTO sales_remittancetender (remittance_id, kind, amount, tendered, reference)"
            " SELECT max(id), 'cash', 1000.01, 1000.01, '' FROM sales_remittance;"
            "INSERT INTO sales_creditmovement (patient_id, branch_id, kind, amount, business_on, remittance_id,"
            " moved_at) SELECT patient_id, branch_id, 'pay_back', -1000.01, business_on, id, now()"
            " FROM sales_remittance ORDER BY id DESC LIMIT 1"
        )
    assert rule(refusal) == "sales_drawer_not_negative"
