from __future__ import annotations

from datetime import timedelta

import pytest

from modules.appointments.models import Appointment, Booking
from modules.patients import public as patients

APPOINTMENTS = "/api/v1/appointments/appointments/"


@pytest.fixture
def book(api, receptionist, patient, dr_nok, room, at):
    def say(**values):
        body = {
            "patient": patient.id,
            "practitioner": dr_nok.pk,
            "room": room.pk,
            "starts_at": at.isoformat(),
            "ends_at": (at + timedelta(minutes=30)).isoformat(),
            "title": "Botulinum toxin",
        }
        return api(receptionist).post(APPOINTMENTS, {**body, **values})

    return say


def test_book_appointment_takes_practitioner_and_room(book, dr_nok, room):
    answer = book()
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert body["state"] == "booked"
    assert {action["name"] for action in body["_actions"]} >= {"confirm", "arrive", "cancel", "no_show", "move"}
    assert sorted(Booking.objects.values_list("resource", flat=True)) == [f"room:{room.pk}", f"staff:{dr_nok.pk}"]


def test_book_appointment_on_a_taken_slot_is_refused_with_what_is_there(book, at, dr_nok):
    first = book().json()
    refused = book(starts_at=(at + timedelta(minutes=15)).isoformat(), ends_at=(at + timedelta(minutes=45)).isoformat())
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "appointments.booking.taken"
    assert {(slot["resource"], slot["appointment_id"]) for slot in problem["current"]} >= {
        (f"staff:{dr_nok.pk}", first["id"])
    }
    assert "มาลี" not in refused.content.decode()
    assert Appointment.objects.count() == 1


def test_book_appointment_right_after_another_is_fine(book, at):
    assert book().status_code == 201
    after = at + timedelta(minutes=30)
    again = book(starts_at=after.isoformat(), ends_at=(after + timedelta(minutes=30)).isoformat())
    assert again.status_code == 201


def test_book_appointment_in_the_same_room_with_another_doctor_is_refused(book, dr_beam, second_room):
    assert book().status_code == 201
    assert book(practitioner=dr_beam.pk).status_code == 409
    assert book(practitioner=dr_beam.pk, room=second_room.pk).status_code == 201


def test_book_appointment_without_an_end_lasts_half_an_hour(api, receptionist, patient, dr_nok, at):
    body = {"patient": patient.id, "practitioner": dr_nok.pk, "starts_at": at.isoformat()}
    answer = api(receptionist).post(APPOINTMENTS, body)
    assert answer.status_code == 201, answer.content
    row = Appointment.objects.get()
    assert row.ends_at - row.starts_at == timedelta(minutes=30)


@pytest.mark.parametrize("minutes", [0, -30, 60 * 24])
def test_book_appointment_with_impossible_times_is_refused(book, at, minutes):
    answer = book(ends_at=(at + timedelta(minutes=minutes)).isoformat())
    assert answer.status_code == 422
    assert answer.json()["code"] == "appointments.appointment.times_not_valid"


def test_book_appointment_in_another_branchs_room_is_refused(book, other_branch):
    from modules.appointments.models import Room

    elsewhere = Room.objects.create(branch=other_branch, code="R9", name="Elsewhere")
    answer = book(room=elsewhere.pk)
    assert answer.status_code == 422
    assert answer.json()["field"] == "room"


def test_move_appointment_frees_the_old_time(book, api, receptionist, at, dr_beam, second_room):
    first = book().json()
    later = at + timedelta(hours=2)
    moved = api(receptionist).post(
        f"{APPOINTMENTS}{first['id']}/move/",
        {"starts_at": later.isoformat(), "practitioner": dr_beam.pk, "room": second_room.pk},
    )
    assert moved.status_code == 200, moved.content
    row = Appointment.objects.get()
    assert (row.starts_at, row.practitioner_id, row.room_id) == (later, dr_beam.pk, second_room.pk)
    assert row.ends_at - row.starts_at == timedelta(minutes=30)
    assert book().status_code == 201


def test_move_appointment_onto_another_is_refused_and_changes_nothing(book, api, receptionist, at):
    later = at + timedelta(hours=1)
    book()
    second = book(starts_at=later.isoformat(), ends_at=(later + timedelta(minutes=30)).isoformat()).json()
    refused = api(receptionist).post(f"{APPOINTMENTS}{second['id']}/move/", {"starts_at": at.isoformat()})
    assert refused.status_code == 409
    assert Appointment.objects.get(pk=second["id"]).starts_at == later
    assert Booking.objects.filter(appointment=second["id"], live=True).count() == 2


def test_move_appointment_a_little_over_itself_is_fine(book, api, receptionist, at):
    first = book().json()
    moved = api(receptionist).post(
        f"{APPOINTMENTS}{first['id']}/move/", {"starts_at": (at + timedelta(minutes=10)).isoformat()}
    )
    assert moved.status_code == 200


def test_arrive_appointment_brings_the_patient_into_care(book, api, receptionist, patient, drain):
    from erp.kernel.events.models import OutboxEvent

    first = book().json()
    arrived = api(receptionist).post(f"{APPOINTMENTS}{first['id']}/arrive/")
    assert arrived.json()["state"] == "arrived"
    assert patients.cards([patient.id], None)[patient.id].state == "active"
    assert OutboxEvent.objects.filter(type="appointments.appointment.arrived.v1").count() == 1
    again = api(receptionist).post(f"{APPOINTMENTS}{first['id']}/arrive/")
    assert again.status_code == 409
    assert again.json()["code"] == "appointments.appointment.arrive"
    assert again.json()["current"]["state"] == "arrived"


def test_cancel_appointment_frees_its_time(book, api, receptionist):
    first = book().json()
    cancelled = api(receptionist).post(f"{APPOINTMENTS}{first['id']}/cancel/", {"reason": "Ill"})
    assert (cancelled.json()["state"], cancelled.json()["reason"]) == ("cancelled", "Ill")
    assert book().status_code == 201


def test_no_show_frees_the_time_and_cannot_arrive_any_more(book, api, receptionist):
    first = book().json()
    assert api(receptionist).post(f"{APPOINTMENTS}{first['id']}/no_show/").status_code == 200
    assert api(receptionist).post(f"{APPOINTMENTS}{first['id']}/arrive/").status_code == 409


def test_walk_in_gets_the_first_free_time(book, api, receptionist, patient, dr_nok, at, monkeypatch):
    monkeypatch.setattr("modules.appointments.rest.views.AppointmentView.now", lambda self: at)
    book()
    answer = api(receptionist).post(
        f"{APPOINTMENTS}walk_in/", {"patient": patient.id, "practitioner": dr_nok.pk, "title": "Acne"}
    )
    assert answer.status_code == 201, answer.content
    row = Appointment.objects.get(is_walk_in=True)
    assert (row.state, row.starts_at) == ("arrived", at + timedelta(minutes=30))


def test_update_appointment_changes_words_only(book, api, receptionist, at):
    first = book().json()
    address = f"{APPOINTMENTS}{first['id']}/"
    assert api(receptionist).patch(address, {"note": "Bring photos"}).json()["note"] == "Bring photos"
    refused = api(receptionist).patch(address, {"starts_at": (at + timedelta(days=1)).isoformat()})
    assert refused.status_code == 422
    assert Appointment.objects.get().starts_at == at


def test_appointments_of_another_branch_are_not_seen(book, api, user_of, other_branch):
    first = book().json()
    stranger = user_of("receptionist", "2")
    stranger.branches.set([other_branch])
    assert api(stranger).get(f"{APPOINTMENTS}{first['id']}/").status_code == 404
    assert api(stranger).get(APPOINTMENTS).json()["count"] == 0


@pytest.mark.parametrize("role", ["accountant", "administrator"])
def test_appointments_are_refused_to_whoever_books_nobody(book, api, user_of, role):
    assert api(user_of(role)).get(APPOINTMENTS).status_code == 403


def test_day_shows_lanes_appointments_and_masked_people(book, api, receptionist, dr_nok, dr_beam, patient):
    book()
    day = api(receptionist).get("/api/v1/appointments/day/", {"date": "2026-11-20", "by": "practitioner"})
    assert day.status_code == 200, day.content
    body = day.json()
    assert [lane["id"] for lane in body["resources"]] == [dr_beam.pk, dr_nok.pk]
    (row,) = body["appointments"]
    assert row["patient"] == patient.id
    assert {action["name"] for action in row["_actions"]} >= {"arrive", "move"}
    assert body["patients"][str(patient.id)]["phone"] == "081-XXX-0101"
    assert b"555-0101" not in day.content


def test_day_by_room_and_of_another_day(book, api, receptionist, room):
    book()
    by_room = api(receptionist).get("/api/v1/appointments/day/", {"date": "2026-11-20", "by": "room"}).json()
    assert [lane["id"] for lane in by_room["resources"]] == [room.pk]
    assert len(by_room["appointments"]) == 1
    empty = api(receptionist).get("/api/v1/appointments/day/", {"date": "2026-11-21"}).json()
    assert empty["appointments"] == []


@pytest.mark.parametrize("query", [{"date": "soon"}, {"date": "2026-13-01"}, {"by": "mood"}])
def test_day_refuses_what_is_no_day(api, receptionist, query):
    assert api(receptionist).get("/api/v1/appointments/day/", query).status_code == 422


def test_day_costs_the_same_for_one_and_for_many(book, api, receptionist, at, django_assert_max_num_queries):
    client = api(receptionist)
    for hour in range(6):
        start = at + timedelta(hours=hour)
        book(starts_at=start.isoformat(), ends_at=(start + timedelta(minutes=30)).isoformat())
    with django_assert_max_num_queries(20):
        assert len(client.get("/api/v1/appointments/day/", {"date": "2026-11-20"}).json()["appointments"]) == 6


def test_booking_moves_the_day_figure(book, branch, drain, at):
    from erp.kernel.metrics.models import Rollup

    book()
    drain()
    assert Rollup.objects.get(metric="appointments").amount == 1
