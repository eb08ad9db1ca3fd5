"""A visit through the doors: plan, start, chart, complete, sign."""

from __future__ import annotations

from decimal import Decimal

import pytest

from erp.kernel.audit.models import ReadLog
from modules.appointments import public as appointments
from modules.clinic.models import ChargeItem, TimelineEntry, TreatmentSession
from modules.inventory import public as inventory
from modules.ledger import public as ledger

SESSIONS = "/api/v1/clinic/sessions/"
CHARTS = "/api/v1/clinic/face-charts/"


@pytest.fixture
def say(api, doctor, session):
    client = api(doctor)

    def post(verb, body=None):
        return client.post(f"{SESSIONS}{session.pk}/{verb}/", body or {})

    return post


@pytest.fixture
def chart(api, doctor, session):
    client = api(doctor)

    def save(*items, expected=0, view="front", **values):
        body = {"session": session.pk, "view": view, "items": list(items), "expected_version": expected, **values}
        return client.post(CHARTS, body)

    return save


def on_hand(goods, branch):
    lots = {lot.number: lot.quantity for lot in inventory.lots(goods.toxin.pk, branch.pk)}
    return lots, inventory.available([goods.gauze.pk], branch.pk)[goods.gauze.pk]


def test_create_session_from_an_appointment_takes_its_treatment_along(api, doctor, dr_nok, patient, goods, at):
    booked = appointments.book_appointment(
        patient_id=patient.id, practitioner_id=dr_nok.pk, product_id=goods.facial.pk, starts_at=at, by=None, at=at
    )
    client = api(doctor)
    made = client.post(SESSIONS, {"patient": patient.id, "appointment": booked.pk})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["state"], body["practitioner"], body["number"]) == ("planned", dr_nok.pk, "TS-STN-26-000001")
    charges = client.get(f"{SESSIONS}{body['id']}/charges/").json()
    assert [(row["product"], row["unit_price"], row["state"]) for row in charges] == [
        (goods.facial.pk, "1500.00", "planned")
    ]
    again = client.post(SESSIONS, {"patient": patient.id, "appointment": booked.pk})
    assert again.status_code == 409
    assert again.json()["session"] == body["id"]


def test_create_session_without_a_practitioner_is_the_doctors_own(api, doctor, dr_nok, patient):
    made = api(doctor).post(SESSIONS, {"patient": patient.id})
    assert made.status_code == 201, made.content
    assert made.json()["practitioner"] == dr_nok.pk


def test_a_visit_from_chart_to_signature(
    say, chart, point, goods, branch, consent, api, doctor, session, drain, django_capture_on_commit_callbacks
):
    consent("treatment")
    assert say("add_charge", {"product_id": goods.facial.pk}).status_code == 200
    saved = chart(point("p1", "20"), point("p2", "12.5", lot_id=goods.lot_b.id))
    assert saved.status_code == 201, saved.content
    assert saved.json()["version_no"] == 1
    waste = {"product_id": goods.toxin.pk, "lot_id": goods.lot_a.id, "units": "5", "reason": "left in the syringe"}
    assert say("record_waste", waste).status_code == 200
    assert say("complete").status_code == 200
    signed = say("sign")
    assert signed.status_code == 200, signed.content
    assert signed.json()["state"] == "signed"
    assert on_hand(goods, branch) == ({"A": Decimal(35), "B": Decimal("27.5")}, Decimal(48))
    # 37.5 U at 100.00 and two gauzes at 5.00
    assert ledger.balance_of(ledger.account_for("supplies_cost")) == Decimal("3760.00")
    charges = api(doctor).get(f"{SESSIONS}{session.pk}/charges/").json()
    assert [(row["product"], row["quantity"], row["unit_price"], row["stock_issued"]) for row in charges] == [
        (goods.facial.pk, "1.00", "1500.00", False),
        (goods.toxin.pk, "20.00", "250.00", True),
        (goods.toxin.pk, "12.50", "250.00", True),
    ]
    assert {row["state"] for row in charges} == {"billable"}
    kinds = [
        row["kind"]
        for row in api(doctor).get("/api/v1/clinic/timeline/", {"patient": session.patient_id}).json()["results"]
    ]
    assert sorted(kinds) == ["face_chart", "signed", "started"]


def test_sign_without_consent_to_treatment_is_refused_and_nothing_leaves(say, chart, point, goods, branch, session):
    chart(point())
    say("complete")
    refused = say("sign")
    assert refused.status_code == 409
    assert refused.json()["code"] == "clinic.treatment_session.needs_treatment_consent"
    assert refused.json()["remedy"]
    assert TreatmentSession.objects.get().state == "completed"
    assert on_hand(goods, branch)[0] == {"A": Decimal(60), "B": Decimal(40)}
    assert not ChargeItem.objects.exists()


def test_sign_after_consent_was_withdrawn_is_refused(say, consent, session):
    consent("treatment")
    consent("treatment", given=False)
    say("complete")
    assert say("sign").status_code == 409


def test_sign_twice_is_refused_and_issues_once(say, chart, point, consent, goods, branch, session):
    consent("treatment")
    chart(point())
    say("complete")
    assert say("sign").status_code == 200
    again = say("sign")
    assert again.status_code == 409
    assert again.json()["code"] == "clinic.treatment_session.sign"
    assert on_hand(goods, branch)[0]["A"] == Decimal(50)


def test_sign_with_more_than_the_lot_holds_is_refused_naming_it(say, chart, point, consent, goods, branch, session):
    consent("treatment")
    chart(point("p1", "61"))
    say("complete")
    refused = say("sign")
    assert refused.status_code == 409
    assert refused.json()["code"] in ("inventory.stock.out", "inventory.lot.not_usable")
    assert TreatmentSession.objects.get().state == "completed"
    assert on_hand(goods, branch)[0]["A"] == Decimal(60)


def test_complete_with_units_missing_is_refused_naming_the_vial(say, chart, point, goods, session):
    chart(point("p1", "20"))
    say("record_draw", {"product_id": goods.toxin.pk, "lot_id": goods.lot_a.id, "units": "25"})
    refused = say("complete")
    assert refused.status_code == 409, refused.content
    problem = refused.json()
    assert problem["code"] == "clinic.treatment_session.vials_do_not_balance"
    assert "lot A" in problem["detail"]
    assert (problem["lot_id"], problem["difference"]) == (goods.lot_a.id, "5.00")
    say("record_waste", {"product_id": goods.toxin.pk, "lot_id": goods.lot_a.id, "units": "5", "reason": "spilt"})
    assert say("complete").status_code == 200


def test_vials_show_charted_wasted_and_drawn(say, chart, point, goods, api, doctor, session):
    chart(point("p1", "20"))
    say("record_draw", {"product_id": goods.toxin.pk, "lot_id": goods.lot_a.id, "units": "25"})
    (row,) = api(doctor).get(f"{SESSIONS}{session.pk}/vials/").json()
    assert (row["lot_code"], row["charted"], row["wasted"], row["drawn"], row["balanced"]) == (
        "A", "20.00", "0.00", "25.00", False,
    )  # fmt: skip


def test_record_waste_from_another_products_lot_is_refused(say, goods, session):
    body = {"product_id": goods.gauze.pk, "lot_id": goods.lot_a.id, "units": "1", "reason": "x"}
    refused = say("record_waste", body)
    assert refused.status_code == 422
    assert refused.json()["field"] == "lot_id"


def test_a_treatment_that_includes_the_toxin_charges_it_once(say, chart, point, consent, goods, product_of, at, branch):
    from modules.catalog.public import UsageLine, set_usage

    package = product_of("treatment", "BROW", "4000.00")
    set_usage(product_id=package.pk, usage=[UsageLine(goods.toxin.pk, Decimal(10))], by=None, at=at)
    consent("treatment")
    say("add_charge", {"product_id": package.pk})
    chart(point("p1", "12"))
    say("complete")
    assert say("sign").status_code == 200
    assert list(ChargeItem.objects.values_list("product", flat=True)) == [package.pk]
    assert on_hand(goods, branch)[0]["A"] == Decimal(48)


def test_mark_error_undoes_stock_ledger_and_charges(say, chart, point, consent, goods, branch, session):
    consent("treatment")
    say("add_charge", {"product_id": goods.facial.pk})
    chart(point())
    say("complete")
    say("sign")
    assert say("mark_error", {"reason": "wrong patient"}).status_code == 200
    assert on_hand(goods, branch) == ({"A": Decimal(60), "B": Decimal(40)}, Decimal(50))
    assert ledger.balance_of(ledger.account_for("supplies_cost")) == Decimal("0.00")
    assert set(ChargeItem.objects.values_list("state", flat=True)) == {"cancelled"}
    assert TimelineEntry.objects.filter(kind="entered_in_error").count() == 1


def test_cancel_charges_before_payment_undoes_the_signature_once(
    say, chart, point, consent, goods, branch, session, at
):
    from modules.clinic import public as clinic

    consent("treatment")
    chart(point())
    say("complete")
    say("sign")
    for _twice in range(2):
        clinic.cancel_charges(session_id=session.pk, reason="left without paying", by=None, at=at)
    assert on_hand(goods, branch)[0]["A"] == Decimal(60)
    assert clinic.charges_of(session.pk) == []


def test_cancel_charges_after_payment_is_refused(say, chart, point, consent, session, at):
    from modules.clinic import public as clinic
    from modules.clinic.errors import ChargesBilled

    consent("treatment")
    chart(point())
    say("complete")
    say("sign")
    clinic.bill_charges(session_id=session.pk, billed_by="sales.order:1", at=at)
    with pytest.raises(ChargesBilled):
        clinic.cancel_charges(session_id=session.pk, reason="x", by=None, at=at)


@pytest.mark.parametrize("role", ["receptionist", "cashier", "manager", "accountant", "administrator"])
@pytest.mark.parametrize(
    "door", ["sessions/", "notes/", "photos/", "face-charts/", "timeline/?patient=1", "vitals/", "care-plans/"]
)
def test_the_record_is_closed_to_everybody_else(api, user_of, session, role, door):
    assert api(user_of(role)).get(f"/api/v1/clinic/{door}").status_code == 403


def test_a_therapist_sees_only_the_sessions_they_treat_in(api, therapist, ploy, session, doctor):
    client = api(therapist)
    assert client.get(SESSIONS).json()["count"] == 0
    assert client.get(f"{SESSIONS}{session.pk}/").status_code == 404
    assert client.get(f"{SESSIONS}{session.pk}/charges/").status_code == 404
    changed = api(doctor).patch(f"{SESSIONS}{session.pk}/", {"therapist": ploy.pk})
    assert changed.status_code == 200, changed.content
    assert client.get(f"{SESSIONS}{session.pk}/").status_code == 200
    assert client.post(f"{SESSIONS}{session.pk}/sign/").status_code == 403


def test_a_doctor_of_another_branch_sees_nothing(api, user_of, other_branch, session, chart, point):
    saved = chart(point()).json()
    stranger = user_of("doctor", "2")
    stranger.branches.set([other_branch])
    client = api(stranger)
    assert client.get(f"{SESSIONS}{session.pk}/").status_code == 404
    assert client.get(f"{CHARTS}{saved['id']}/").status_code == 404
    assert client.get("/api/v1/clinic/timeline/", {"patient": session.patient_id}).json()["results"] == []


def test_opening_the_record_is_logged(api, doctor, session):
    api(doctor).get(f"{SESSIONS}{session.pk}/")
    api(doctor).get("/api/v1/clinic/timeline/", {"patient": session.patient_id})
    assert [(row.noun, row.purpose) for row in ReadLog.objects.order_by("id")] == [
        ("clinic.treatment_session", "open"),
        ("clinic.timeline_entry", "timeline"),
    ]
