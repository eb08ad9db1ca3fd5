"""Sixteen clients at the product's own doors want the same thing at the same moment.

As many win as can; the others hear 409 and what there is now; nobody hears of a deadlock, and all laws hold.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.utils import timezone

from erp.kernel.testing.database import url_of
from erp.kernel.testing.fixtures import Caller
from modules.courses.models import Redemption, UserCourseBalance
from modules.inventory.public import mismatches
from modules.ledger.models import JournalEntry, Period
from modules.ledger.public import proofs
from modules.sales.models import Order, Receipt, Refund
from tests.evidence.lived import Lived
from tests.evidence.machines.clinic import PRICES
from tests.evidence.size import say

CLIENTS = 16
S = "/api/v1/sales"
D = Decimal
Answers = list[tuple[int, Any]]


@pytest.fixture
def clinic(committed_db: str) -> Iterator[Lived]:
    """A day is lived; afterwards the books agree with everything beneath them."""
    lived = Lived(now=timezone.now())
    yield lived
    assert {row.code: row.difference for row in proofs() if row.difference} == {}
    assert mismatches() == []
    numbers = list(Order.objects.exclude(number="").values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    with psycopg.connect(url_of(committed_db)) as link:
        said = link.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
    assert said == (0,)


@pytest.fixture
def at_once(clinic: Lived, api: Callable[..., Caller]) -> Callable[..., Answers]:
    """`at_once(ask)`: sixteen callers, each on a connection of its own, `ask(caller, place)` when all are there."""

    def together(ask: Callable[[Caller, int], Any], *, by: Any = None) -> Answers:
        callers = [api(by or clinic.cashier) for _ in range(CLIENTS)]
        gate = threading.Barrier(CLIENTS)
        answers: Answers = []

        def one(place: int) -> None:
            gate.wait()
            try:
                answer = ask(callers[place], place)
                answers.append((answer.status_code, answer.json()))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=(place,)) for place in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == CLIENTS
        return answers

    return together


def wire(clinic: Lived, code: str, quantity: int = 1, *, covered: bool = False, **more: Any) -> dict[str, Any]:
    """A checkout as the till sends it."""
    total = D("0.00") if covered else PRICES[code] * quantity
    line = {
        "key": "a",
        "product_id": clinic.clinic.products[code].pk,
        "quantity": str(quantity),
        "unit_price": str(PRICES[code]),
        "cover": {"kind": "course", "balance_id": clinic.course} if covered else None,
    }
    return {
        "register_session": clinic.session,
        "lines": [line],
        "tenders": [] if covered else [{"kind": "cash", "amount": str(total)}],
        "expected_total": str(total),
        "patient": clinic.clinic.patients[0],
        **more,
    }


def statuses(answers: Answers) -> dict[int, int]:
    """How many heard what."""
    return dict(Counter(status for status, _body in answers))


def told(what: str, answers: Answers) -> None:
    """The figure."""
    say(f"contention: {what}: {statuses(answers)}")


def test_the_last_session_of_a_course_goes_to_one(clinic: Lived, at_once: Callable[..., Answers]) -> None:
    answers = at_once(lambda caller, _place: caller.post(f"{S}/checkout/", wire(clinic, "FACIAL", covered=True)))
    assert statuses(answers) == {201: 1, 409: 15}, answers
    assert {body["current"]["left"] for status, body in answers if status == 409} == {0}
    assert Redemption.objects.filter(returned__isnull=True).count() == 3
    told("last session", answers)


def test_a_lot_is_sold_as_often_as_it_is_there(clinic: Lived, at_once: Callable[..., Answers]) -> None:
    answers = at_once(lambda caller, _place: caller.post(f"{S}/checkout/", wire(clinic, "PILL", 8)))
    assert statuses(answers) == {201: 5, 409: 11}, answers  # forty in the lot
    assert {D(body["available"]) for status, body in answers if status == 409} == {D(0)}
    told("lot of 40, 8 each", answers)


def test_a_course_is_used_or_given_back(clinic: Lived, at_once: Callable[..., Answers]) -> None:
    sold = Order.objects.get(lines__product=clinic.clinic.products["GLOW"].pk)
    line = sold.lines.get().pk

    def ask(caller: Caller, place: int) -> Any:
        if place % 2:
            return caller.post(f"{S}/checkout/", wire(clinic, "FACIAL", covered=True))
        return caller.post(
            f"{S}/orders/{sold.pk}/request_refund/",
            {"lines": [{"line_id": line, "quantity": "1"}], "reason": "moved away"},
        )

    answers = at_once(ask)
    assert set(statuses(answers)) <= {200, 201, 409}, answers
    assert statuses(answers)[409] == 14, answers  # one uses the last session, one asks for what is left
    assert Refund.objects.filter(order=sold).count() == 1
    assert UserCourseBalance.objects.get(pk=clinic.course).state == "active"
    told("a course used and given back", answers)


def test_numbers_of_one_register_are_given_once_and_without_a_gap(
    clinic: Lived, at_once: Callable[..., Answers]
) -> None:
    before = Order.objects.exclude(number="").filter(number__startswith="RC").count()
    answers = at_once(lambda caller, _place: caller.post(f"{S}/checkout/", wire(clinic, "FACIAL")))
    assert statuses(answers) == {201: 16}, answers
    mine = sorted(int(body["number"][-6:]) for _status, body in answers)
    assert mine == list(range(before + 1, before + 17))
    assert Receipt.objects.filter(number__startswith="RC").count() == before + 16
    told("numbers", answers)


def test_a_held_bill_is_paid_once(clinic: Lived, at_once: Callable[..., Answers], api: Callable[..., Caller]) -> None:
    bill = wire(clinic, "FACIAL")
    draft = api(clinic.cashier).post(
        f"{S}/orders/", {"branch_id": clinic.branch.pk, "lines": bill["lines"], "patient": bill["patient"]}
    )
    assert draft.status_code == 201, draft.content
    order = draft.json()["id"]
    answers = at_once(lambda caller, _place: caller.post(f"{S}/checkout/", {**bill, "order_id": order}))
    assert statuses(answers) == {201: 1, 409: 15}, answers
    assert {body["current"]["state"] for status, body in answers if status == 409} == {"paid"}
    told("a held bill", answers)


class Selling:
    """Fifteen sell on and on until they are refused; the sixteenth speaks when eight sales are through."""

    def __init__(self, clinic: Lived, word: str) -> None:
        self.clinic, self.word = clinic, word
        self.through = threading.Semaphore(0)

    def __call__(self, caller: Caller, place: int) -> Any:
        """One client's part; answers its last answer."""
        if place == 7:
            assert all(self.through.acquire(timeout=120) for _ in range(8))
            return caller.post(self.word)
        while (answer := caller.post(f"{S}/checkout/", wire(self.clinic, "FACIAL"))).status_code == 201:
            self.through.release()
        return answer


def test_a_register_is_closed_while_others_sell(
    clinic: Lived, at_once: Callable[..., Answers], api: Callable[..., Caller]
) -> None:
    door = f"{S}/register-sessions/{clinic.session}"
    sales = Order.objects.filter(register_session=clinic.session).exclude(state="voided")
    before = sales.count()
    answers = at_once(Selling(clinic, f"{door}/start_count/"))
    assert statuses(answers) == {200: 1, 409: 15}, answers
    after = sales.count()
    assert after >= before + 8
    caller = api(clinic.cashier)
    expected = caller.post(f"{door}/count/", {"counted": [{"denomination": "1.00", "pieces": 1}]}).json()["expected"]
    pieces = [{"denomination": "1.00", "pieces": int(D(expected))}]  # a satang short: no coin is that small
    assert caller.post(f"{door}/count/", {"counted": pieces}).status_code == 200
    assert caller.post(f"{door}/close/").status_code == 200
    assert api(clinic.manager).get(f"{door}/z-report/").json()["sales_count"] == after
    say(f"contention: a register closed while others sell: {after - before} sales, every one in its one closing")


def test_a_period_is_closed_while_others_post(clinic: Lived, at_once: Callable[..., Answers]) -> None:
    period = Period.objects.get(name="2026-11")
    clinic.accountant.roles.add(clinic.clinic.roles["manager"])  # who may both close and sell
    clinic.accountant.forget_access()
    entries, sales = JournalEntry.objects.filter(period=period), Order.objects.filter(state="paid")
    before, sold = entries.count(), sales.count()
    answers = at_once(Selling(clinic, f"/api/v1/ledger/periods/{period.pk}/start_closing/"), by=clinic.accountant)
    assert statuses(answers) == {200: 1, 409: 15}, answers
    period.refresh_from_db()
    assert period.state == "closing"
    assert entries.count() - before == sales.count() - sold >= 8
    say(f"contention: a period closed while others post: {entries.count() - before} entries, none after its closing")
