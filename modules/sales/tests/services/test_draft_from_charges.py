"""A visit at the till: drafted from its charges, changed by the cashier, paid; or dropped."""

from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace

import pytest

from erp.kernel.hooks.hook import _CONTRIBUTORS, Hook
from modules.inventory.data import IssueIn
from modules.inventory.public import available, issue
from modules.ledger.tests.books import JournalEntry
from modules.patients.public import register_patient
from modules.sales.data import ChargeIn, CoverData, CoverIn, LineIn, PatientCourse, TaxWeight
from modules.sales.errors import DeliveryUnknown, PatientMissing
from modules.sales.hooks import LineCover, LineDelivery, PatientOffer
from modules.sales.models import Order
from modules.sales.public import (
    check_out,
    draft_from_charges,
    drop_draft,
    order_of_source,
    paid_lines,
    void_order,
)
from modules.sales.tests.conftest import cash, line

D = Decimal
VISIT = "clinic.treatment_session:5"


class FakeCourses(LineCover, LineDelivery, PatientOffer):
    """A course module that only remembers what it was told."""

    kind = "course"
    revenue_role = "course_liability"

    def __init__(self) -> None:
        self.told: list[str] = []

    def plan(self, *, patient_id, asks, by, at, on):
        return {
            ask.key: CoverData(
                kind="course", reference=ask.reference or f"balance:{ask.balance_id}", balance_id=7, title="LED",
                session=3, sessions=6, value=D("500.00"),
            )
            for ask in asks
        }  # fmt: skip

    def redeem(self, *, sale, lines, by, at):
        self.told.append(f"redeem {[each.cover.reference for each in lines]}")

    def give_back(self, *, sale, lines, by, at, reason):
        self.told.append(f"give back {[each.cover.reference for each in lines]}")

    def describe(self, references):
        return {}

    def tax_weights(self, *, product_ids, on):
        parts = [TaxWeight(tax_code="EXEMPT", price=D("3000.00")), TaxWeight(tax_code="VAT7", price=D("1070.00"))]
        return dict.fromkeys(product_ids, parts)

    def agreed(self, *, patient_id, asks, on):
        return {}

    def deliver(self, *, sale, lines, by, at):
        self.told.append(f"deliver {[(each.product_code, [str(part.net) for part in each.parts]) for each in lines]}")

    def take_back(self, *, sale, lines, by, at, reason):
        self.told.append(f"take back {[each.product_code for each in lines]}")

    def give_back_part(self, *, sale, lines, document, on, by, at, reason):
        self.told.append(f"give back {dict(lines)}")

    def unused(self, *, line):
        return line.parts

    def owner(self, *, line):
        return None

    def end(self, *, line, parts, branch_id, on, by, at):
        self.told.append(f"end {line.product_code}")

    def courses(self, *, patient_id, branch_id, on):
        return [
            PatientCourse(
                balance_id=7, template_code="LED6", title="LED", title_th="", state="active", sessions=6, used=3,
                held=0,
                left=3, expires_on=None,
            )
        ]  # fmt: skip


@pytest.fixture
def courses() -> Iterator[FakeCourses]:
    fake = FakeCourses()
    hooks: list[type[Hook]] = [LineCover, LineDelivery, PatientOffer]
    before = {hook: list(_CONTRIBUTORS.get(hook, ())) for hook in hooks}
    for hook in before:
        _CONTRIBUTORS[hook] = [fake]
    yield fake
    _CONTRIBUTORS.update(before)


@pytest.fixture
def patient(at, receptionist):
    card = register_patient(by=receptionist, at=at, first_name_latin="Malee", last_name_latin="Suk", phone="0815550101")
    return SimpleNamespace(pk=card.id)


@pytest.fixture
def visit(till, patient, courses, at):
    """A facial by a hold, pills that clinic issued already, and a second facial to pay."""
    taken = [IssueIn(till.pill.pk, D(2), till.lot.pk)]
    issue(branch_id=till.branch.pk, lines=taken, source=VISIT, at=at, by=None)
    charges = [
        ChargeIn(
            source="clinic.charge_item:1",
            product_id=till.facial.pk,
            quantity=D(1),
            unit_price=D("1500.00"),
            cover=CoverIn(kind="course", reference="courses.hold:9", label="LED", value=D("500.00")),
        ),
        ChargeIn(
            source="clinic.charge_item:2",
            product_id=till.pill.pk,
            quantity=D(2),
            unit_price=D("5.35"),
            lot_id=till.lot.pk,
            stock_issued=True,
        ),
        ChargeIn(source="clinic.charge_item:3", product_id=till.facial.pk, quantity=D(1), unit_price=D("1400.00")),
    ]

    def draft():
        return draft_from_charges(
            source=VISIT, branch_id=till.branch.pk, patient_id=patient.pk, charges=charges, by=None, at=at
        )

    return draft


def wire(order):
    lines = []
    for row in order.lines.order_by("position"):
        cover = CoverIn(kind="course", balance_id=7) if row.cover_kind else None
        lines.append(
            LineIn(
                key=row.key, product_id=row.product_id, quantity=row.quantity, unit_price=row.unit_price, cover=cover
            )
        )
    return lines


def test_a_visit_is_drafted_once_and_paid_with_what_the_cashier_adds(till, visit, courses, at):
    order = visit()
    assert (order.total, visit().pk) == (D("1410.70"), order.pk)
    assert order_of_source(VISIT) == order.pk
    paid = check_out(
        register_session=till.session.pk,
        order_id=order.pk,
        lines=[*wire(order), line(till.serum)],
        tenders=[cash("2480.70")],
        expected_total=D("2480.70"),
        by=till.cashier,
        at=at,
    )
    assert courses.told == ["redeem ['courses.hold:9']"]
    sold = {each.key: each for each in paid_lines(paid.order_id)}
    assert (sold["clinic.charge_item:1"].gross, sold["clinic.charge_item:1"].cover.session) == (D(0), 3)
    assert available([till.pill.pk, till.serum.pk], till.branch.pk) == {till.pill.pk: D(98), till.serum.pk: D(9)}
    assert paid.receipt["courses_left"] == [{"title": "LED", "title_th": "", "left": 3}]
    assert paid.receipt["hn"]


def test_a_visit_wholly_covered_is_a_plain_receipt_of_nothing(till, visit, courses, at):
    order = visit()
    covered = [each for each in wire(order) if each.cover]
    paid = check_out(
        register_session=till.session.pk, order_id=order.pk, lines=covered, tenders=[], expected_total=D(0),
        by=till.cashier, at=at,
    )  # fmt: skip
    assert paid.number.startswith("RC-")
    assert not JournalEntry.objects.filter(source=f"sales.order:{paid.order_id}").exists()


def test_a_course_is_sold_with_the_tax_of_its_parts_and_voided(till, courses, patient, product_of, manager, at):
    course = product_of("course", "LED6", "4070.00")
    body = {
        "register_session": till.session.pk,
        "lines": [line(course, price="4070.00")],
        "tenders": [cash("4070.00")],
        "expected_total": D("4070.00"),
        "by": till.cashier,
        "at": at,
    }
    with pytest.raises(PatientMissing):
        check_out(**body)
    paid = check_out(**body, patient=patient.pk)
    assert courses.told == ["deliver [('LED6', ['3000.00', '1000.00'])]"]
    entry = JournalEntry.objects.get(source=f"sales.order:{paid.order_id}")
    credits = dict(entry.lines.filter(credit__gt=0).values_list("account__code", "credit"))
    assert credits == {"2130": D("4000.00"), "2140": D("70.00")}
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    assert courses.told[-1] == "take back ['LED6']"


def test_a_course_without_a_course_module_is_refused(till, patient, product_of, at):
    before = _CONTRIBUTORS.pop(LineDelivery, [])
    try:
        with pytest.raises(DeliveryUnknown):
            check_out(
                register_session=till.session.pk,
                lines=[line(product_of("course", "LED6", "4070.00"), price="4070.00")],
                tenders=[cash("4070.00")],
                expected_total=D("4070.00"),
                patient=patient.pk,
                by=till.cashier,
                at=at,
            )
    finally:
        _CONTRIBUTORS[LineDelivery] = before


def test_a_cancelled_visit_takes_its_draft_away(till, visit, at):
    order = visit()
    assert drop_draft(source=VISIT, reason="patient left", by=None, at=at).pk == order.pk
    assert Order.objects.get(pk=order.pk).state == "voided"
    assert drop_draft(source=VISIT, reason="again", by=None, at=at).pk == order.pk
    assert drop_draft(source="clinic.treatment_session:99", reason="?", by=None, at=at) is None
