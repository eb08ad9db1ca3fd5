"""A month of commissions: everybody whom the reader may see, and one person line by line."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from erp.kernel.access.models import Staff
from modules.commissions.data import Statement, StatementPerson
from modules.commissions.models import CommissionLog

ZERO = Decimal("0.00")
OPEN = ~Q(state="settled")


def statement(logs: "QuerySet[CommissionLog]", *, month_on: date, staff_id: int | None = None) -> Statement:
    """The month of `month_on` from `logs`, those that the reader may see.

    Without `staff_id` it is the person's own who alone is there; nobody's lines when there are several.
    """
    month = logs.filter(month_on=month_on.replace(day=1))
    people = _people(month)
    chosen = staff_id if staff_id is not None else (people[0].staff_id if len(people) == 1 else None)
    lines = month.filter(staff_id=chosen).select_related("settlement").order_by("occurred_at", "id") if chosen else []
    return Statement(month_on=month_on.replace(day=1), staff_id=chosen, people=people, lines=list(lines))


def _people(month: "QuerySet[CommissionLog]") -> list[StatementPerson]:
    rows = list(
        month.values_list("staff_id").annotate(
            bases=Sum("base"), amounts=Sum("amount"), unsettled=Sum("amount", filter=OPEN)
        )
    )
    staff = Staff.objects.in_bulk([row[0] for row in rows])
    people = [
        StatementPerson(staff_id=staff_id, name=str(staff[staff_id]), base=base, amount=amount, open=unsettled or ZERO)
        for staff_id, base, amount, unsettled in rows
    ]
    return sorted(people, key=lambda person: person.name)
