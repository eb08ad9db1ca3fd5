"""A month of one person, to the satang; the same in any order, however often it is told."""

from decimal import Decimal
from itertools import permutations

import pytest
from django.db import DatabaseError, connection, transaction

from erp.kernel.events.models import OutboxEvent
from modules.commissions.data import Given
from modules.commissions.models import CommissionLog, CommissionPlan, CommissionRule
from modules.commissions.public import amount_of_month
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.claw_back_commission import claw_back_commission, claw_back_part
from modules.commissions.tests.conftest import ON
from modules.ledger import public as ledger


def earned(person) -> Decimal:
    return amount_of_month(staff_id=person.pk, month_on=ON)


def test_calculate_commission_follows_the_example_of_the_domain(staff_of, cause_of, at) -> None:
    a, b = staff_of("A"), staff_of("B")
    calculate_commission(cause=cause_of(("90000.00", [(a, "100")]), order=1), at=at)
    assert earned(a) == Decimal("4500.00")

    logs = calculate_commission(cause=cause_of(("30000.00", [(a, "60"), (b, "40")]), order=2), at=at)

    found = [(log.staff_id, log.kind, log.base, log.amount) for log in logs]
    assert found == [
        (a.pk, "accrual", Decimal("18000.00"), Decimal("1800.00")),
        (a.pk, "difference", Decimal("0.00"), Decimal("4500.00")),
        (b.pk, "accrual", Decimal("12000.00"), Decimal("600.00")),
    ]
    assert (earned(a), earned(b)) == (Decimal("10800.00"), Decimal("600.00"))
    assert ledger.balance_of("commission_expense") == Decimal("11400.00")
    assert ledger.balance_of("commission_accrued") == Decimal("-11400.00")


def test_calculate_commission_told_twice_writes_once(staff_of, cause_of, at) -> None:
    a = staff_of("A")
    cause = cause_of(("1000.00", [(a, "100")]))
    assert len(calculate_commission(cause=cause, at=at)) == 1
    assert calculate_commission(cause=cause, at=at) == []
    assert earned(a) == Decimal("50.00")


def test_calculate_commission_comes_to_the_same_in_any_order(staff_of, cause_of, at) -> None:
    bases = ["33333.33", "41234.57", "30000.01", "9999.99"]
    for number, order in enumerate(permutations(bases)):
        person = staff_of(f"P{number}")
        for position, base in enumerate(order):
            calculate_commission(cause=cause_of((base, [(person, "100")]), order=1000 * number + position), at=at)
        assert earned(person) == Decimal("11456.79")  # 10 % of 114,567.90


def test_calculate_commission_explains_itself(staff_of, cause_of, at) -> None:
    a = staff_of("A")
    (log,) = calculate_commission(cause=cause_of(("1000.00", [(a, "100")])), at=at)
    assert [step["step"] for step in log.steps] == ["net", "month", "tier", "result"]
    assert log.steps[-1]["amount"] == "50.00"


@pytest.mark.parametrize(
    ("level", "matches", "pays", "rate", "amount"),
    [
        ("product", "PICO", "amount", "120.00", "120.00"),
        ("class", "device", "percent", "3.00", "30.00"),
        ("role", "seller", "nothing", "0.00", "0.00"),
        ("class", "inject", "percent", "3.00", "50.00"),
    ],
)
def test_calculate_commission_pays_by_the_first_rule_that_matches(
    staff_of, cause_of, at, level, matches, pays, rate, amount
) -> None:
    plan = CommissionPlan.objects.get(code="standard")
    CommissionRule.objects.create(plan=plan, level=level, matches=matches, pays=pays, rate=Decimal(rate))
    a = staff_of("A")
    calculate_commission(cause=cause_of(("1000.00", [(a, "100")])), at=at)
    assert earned(a) == Decimal(amount)


def test_claw_back_commission_takes_back_exactly(staff_of, cause_of, at) -> None:
    a, b = staff_of("A"), staff_of("B")
    calculate_commission(cause=cause_of(("90000.00", [(a, "100")]), order=1), at=at)
    calculate_commission(cause=cause_of(("30000.00", [(a, "60"), (b, "40")]), order=2), at=at)
    voided = cause_of(order=2)

    taken = claw_back_commission(cause=voided, at=at)

    assert sum(log.amount for log in taken) == Decimal("-6900.00")
    assert (earned(a), earned(b)) == (Decimal("4500.00"), Decimal("0.00"))
    assert claw_back_commission(cause=voided, at=at) == []
    assert ledger.balance_of("commission_accrued") == Decimal("-4500.00")


def test_a_computed_amount_refuses_change_by_sql(staff_of, cause_of, at) -> None:
    calculate_commission(cause=cause_of(("1000.00", [(staff_of("A"), "100")])), at=at)
    attacks = [
        "UPDATE commissions_commissionlog SET amount = 1",
        "UPDATE commissions_commissionlog SET base = base + 1",
        "UPDATE commissions_commissionlog SET staff_id = staff_id + 1",
        "UPDATE commissions_commissionlog SET steps = '[]'",
        "UPDATE commissions_commissionlog SET state = 'settled'",
        "DELETE FROM commissions_commissionlog",
        "TRUNCATE commissions_commissionlog",
    ]
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)
    assert CommissionLog.objects.get().amount == Decimal("50.00")


def test_calculate_commission_posts_an_entry_that_speaks_of_person_and_work(staff_of, cause_of, at) -> None:
    cause = cause_of(("1000.00", [(staff_of("Nida"), "100")]))
    (log,) = calculate_commission(cause=cause, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.memo, array_agg(DISTINCT l.dimensions -> 0 ->> 'title') FROM ledger_journalentry e"
            " JOIN ledger_journalline l ON l.entry_id = e.id WHERE e.source = %s GROUP BY e.memo",
            [f"commissions.calculation:{cause.event_id}"],
        )
        assert cursor.fetchone() == (log.title, ["Nida"])


def test_calculate_commission_tells_the_till_also_when_nobody_earned(cause_of, at) -> None:
    cause = cause_of(("1000.00", []))
    assert calculate_commission(cause=cause, at=at) == []
    noun, _, document_id = cause.document.rpartition(":")
    told = OutboxEvent.objects.filter(type="realtime.record.changed.v1").values_list("data", flat=True)
    assert [(data["topic"], data["id"]) for data in told] == [(f"commissions.{noun}", int(document_id))]


def test_claw_back_part_by_part_takes_back_exactly_what_was_earned(staff_of, cause_of, at) -> None:
    """A month above the tier: 90,000.00 and 30,000.00 of a line shared 60/40, given back in thirds."""
    a, b = staff_of("A"), staff_of("B")
    calculate_commission(cause=cause_of(("90000.00", [(a, "100")]), order=1), at=at)
    calculate_commission(cause=cause_of(("30000.00", [(a, "60"), (b, "40")]), order=2), at=at)
    back = cause_of(order=2)
    thirds = [Decimal("10000.00"), Decimal("20000.00"), Decimal("30000.00")]
    for so_far in thirds:
        parts = {"sales.order_line:20": Given(sold=Decimal("30000.00"), back=so_far)}
        cause = cause_of(order=2)
        claw_back_part(cause=cause, parts=parts, at=at)
        assert claw_back_part(cause=cause, parts=parts, at=at) == []
        base = 108_000 - int(so_far) * 6 // 10
        assert earned(a) == Decimal(base) * (10 if base > 100_000 else 5) / 100
        assert earned(b) == (Decimal(12_000) - so_far * 4 / 10) * 5 / 100
    assert (earned(a), earned(b)) == (Decimal("4500.00"), Decimal("0.00"))
    assert ledger.balance_of("commission_accrued") == Decimal("-4500.00")
    assert claw_back_part(cause=back, parts=parts, at=at) == []


def test_claw_back_part_of_odd_satangs_leaves_nothing(staff_of, cause_of, at) -> None:
    a = staff_of("A")
    calculate_commission(cause=cause_of(("100.01", [(a, "100")]), order=1, commission_class="inject"), at=at)
    for so_far in ("33.34", "66.67", "100.01"):
        parts = {"sales.order_line:10": Given(sold=Decimal("100.01"), back=Decimal(so_far))}
        claw_back_part(cause=cause_of(order=1), parts=parts, at=at)
    assert earned(a) == Decimal("0.00")
    assert ledger.balance_of("commission_expense") == Decimal("0.00")
