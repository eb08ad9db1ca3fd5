"""A month of commissions: everybody whom the reader may see, and one person line by line."""

from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet, Sum

from erp.kernel.access.models import Staff
from modules.commissions.data import Statement, StatementPerson
from modules.commissions.models import CommissionLog, CommissionQuestion, QuestionState

ZERO = Decimal("0.00")
OPEN = ~Q(state="settled")


def statement(logs: "QuerySet[CommissionLog]", *, month_on: date, staff_id: int | None = None) -> Statement:
    """The month of `month_on` from `logs`, those that the reader may see.

    Without `staff_id` it is the person's own who alone is there; nobody's lines when there are several.
    """
    month = logs.filter(month_on=month_on.replace(day=1))
    people = _people(month)
    chosen = staff_id if staff_id is not None else (people[0].staff_id if len(people) == 1 else None)
    asked = CommissionQuestion.objects.select_related("asked_by", "answered_by").order_by("pk")
    lines = month.filter(staff_id=chosen) if chosen is not None else month.none()
    lines = lines.select_related("settlement").order_by("occurred_at", "id")
    lines = lines.prefetch_related(Prefetch("questions", asked))
    return Statement(month_on=month_on.replace(day=1), staff_id=chosen, people=people, lines=list(lines))


def has_no_open_question(log: CommissionLog) -> bool:
    """Whether a line can be asked about."""
    return all(question.state != QuestionState.ASKED for question in log.questions.all())


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
