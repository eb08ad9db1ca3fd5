"""What patients have with the house."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from modules.sales.models import CreditMovement, CustomerCredit

ZERO = Decimal("0.00")


def credit_of(patient_id: int) -> Decimal:
    """What a patient can spend now."""
    found = CustomerCredit.objects.filter(patient=patient_id).values_list("balance", flat=True).first()
    return found if found is not None else ZERO


def credits_of(patient_ids: Iterable[int]) -> dict[int, Decimal]:
    """Balances by patient; who has none is left out."""
    return dict(CustomerCredit.objects.filter(patient__in=list(patient_ids)).values_list("patient_id", "balance"))


def credit_in_all(*, branch_id: int | None, as_of: date | None) -> Decimal:
    """What is owed to patients, by the branch whose books owe it, on a day."""
    movements = CreditMovement.objects.all()
    if branch_id is not None:
        movements = movements.filter(branch=branch_id)
    if as_of is not None:
        movements = movements.filter(business_on__lte=as_of)
    return movements.aggregate(total=Sum("amount"))["total"] or ZERO
