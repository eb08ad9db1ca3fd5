"""Each log says why it is exactly what it is."""

from decimal import Decimal

import pytest
from django.utils import translation

from modules.commissions.models import CommissionLog, CommissionPlan, CommissionRule
from modules.commissions.selectors.explanation import SENTENCES, explanation
from modules.commissions.services.calculate_commission import calculate_commission
from modules.commissions.services.claw_back_commission import claw_back_commission


def test_explanation_tells_the_example_of_the_domain(staff_of, cause_of, at) -> None:
    a, b = staff_of("A"), staff_of("B")
    calculate_commission(cause=cause_of(("90000.00", [(a, "100")]), order=1), at=at)

    first, difference, _other = calculate_commission(
        cause=cause_of(("30000.00", [(a, "60"), (b, "40")]), order=2), at=at
    )

    assert explanation(first) == [
        "Pico laser toning: 30,000.00 before VAT, after discount.",
        "Share of 60 %: 18,000.00.",
        "Base of the month: 90,000.00 before this, 108,000.00 with it.",
        "Standard plan (1): this month's base earns 10 % on all of it.",
        "Result: 1,800.00.",
    ]
    assert explanation(difference)[0] == "The 90,000.00 before it had earned 5 %; the difference is paid now."
    assert explanation(difference)[-1] == "Result: 4,500.00."


def test_explanation_of_a_claw_back_names_what_leaves(staff_of, cause_of, at) -> None:
    a = staff_of("A")
    calculate_commission(cause=cause_of(("1000.00", [(a, "100")]), order=5), at=at)
    (taken,) = claw_back_commission(cause=cause_of(order=5), at=at)
    assert explanation(taken)[0] == "Taken back with what it was paid for: 1,000.00 leave the month."


@pytest.mark.parametrize(("pays", "sentence"), [("percent", "2.5 %."), ("amount", "2.50 a unit.")])
def test_explanation_of_an_exception_names_the_rule(staff_of, cause_of, at, pays, sentence) -> None:
    plan = CommissionPlan.objects.get(code="standard")
    CommissionRule.objects.create(plan=plan, level="class", matches="device", pays=pays, rate=Decimal("2.50"))
    (log,) = calculate_commission(cause=cause_of(("1000.00", [(staff_of("A"), "100")])), at=at)
    assert explanation(log)[1] == f"An exception of the plan (class device): {sentence}"


def test_explanation_speaks_thai(staff_of, cause_of, at) -> None:
    (log,) = calculate_commission(cause=cause_of(("1000.00", [(staff_of("A"), "100")])), at=at)
    with translation.override("th"):
        assert explanation(log)[-1] == "ผลลัพธ์: 50.00"


def test_every_step_that_is_written_has_a_sentence(staff_of, cause_of, at) -> None:
    a = staff_of("A")
    calculate_commission(cause=cause_of(("150000.00", [(a, "60"), (staff_of("B"), "40")]), order=1), at=at)
    calculate_commission(cause=cause_of(("90000.00", [(a, "100")]), order=2), at=at)
    claw_back_commission(cause=cause_of(order=2), at=at)
    written = {step["step"] for log in CommissionLog.objects.all() for step in log.steps}
    assert written <= set(SENTENCES)
