"""Customer credit: locked before it is spent, moved by facts, never below zero (the database's own rule)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from erp.kernel.bulk.inserts import insert_rows
from modules.sales.errors import CreditTooLittle, PatientMissing
from modules.sales.models import CreditMovement, Order, Refund, Remittance, Tender

ZERO = Decimal("0.00")
COLUMNS = (
    "patient_id", "branch_id", "kind", "amount", "business_on", "remittance_id", "order_id", "refund_id", "moved_at",
    "moved_by_id",
)  # fmt: skip


def hold_credit(patient_id: int | None, *, spend: Decimal = ZERO) -> Decimal:
    """Lock the patient's balance and say what it is. Raises PatientMissing, or CreditTooLittle to spend `spend`."""
    if patient_id is None:
        raise PatientMissing(field="patient")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sales_hold_credit(%s)", [patient_id])
        (balance,) = cursor.fetchone()
    if spend > balance:
        raise CreditTooLittle(amount=str(spend), left=str(balance))
    return Decimal(balance)


def move_credit(
    *,
    patient_id: int | None,
    branch_id: int,
    kind: str,
    amount: Decimal,
    on: date,
    by: Any,
    at: datetime,
    remittance: Remittance | None = None,
    order: Order | None = None,
    refund: Refund | None = None,
) -> None:
    """Write one movement, naming its document; the balance follows by trigger. Nothing to wait for."""
    source = [each.pk if each is not None else None for each in (remittance, order, refund)]
    person = by.pk if by is not None else None
    insert_rows(CreditMovement, COLUMNS, [(patient_id, branch_id, kind, amount, on, *source, at, person)])


def return_credit(order: Order, *, on: date, by: Any, at: datetime) -> None:
    """The bill is voided: what it took of the patient's credit is there again."""
    spent = sum(Tender.objects.filter(order=order, kind="credit").values_list("amount", flat=True), ZERO)
    if spent:
        move_credit(
            patient_id=order.patient_id,
            branch_id=order.branch_id,
            kind=CreditMovement.Kind.RETURNED,
            amount=spent,
            on=on,
            by=by,
            at=at,
            order=order,
        )
