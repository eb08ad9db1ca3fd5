"""What PostgreSQL itself refuses, attacked as the application's role."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from modules.clinic.services.complete_session import complete_session
from modules.clinic.services.record_vial import record_draw, record_waste
from modules.clinic.services.record_vitals import record_vitals
from modules.clinic.services.save_face_chart import save_face_chart
from modules.clinic.services.sign_session import sign_session
from modules.clinic.services.write_note import add_addendum, write_note


@pytest.fixture
def signed(session, doctor, point, goods, consent, at):
    consent("treatment")
    save_face_chart(session_id=session.pk, view="front", items=[point()], expected_version=0, by=doctor, at=at)
    vial = {"session_id": session.pk, "product_id": goods.toxin.pk, "lot_id": goods.lot_a.id, "by": doctor, "at": at}
    record_draw(**vial, units=Decimal(12))
    record_waste(**vial, units=Decimal(2), reason="rest")
    note = write_note(session_id=session.pk, text="words", by=doctor, at=at)
    add_addendum(note_id=note.pk, text="more words", by=doctor, at=at)
    record_vitals(patient_id=session.patient_id, session_id=session.pk, pulse=70, by=doctor, at=at)
    complete_session(session_id=session.pk, by=doctor, at=at)
    return sign_session(session_id=session.pk, by=doctor, at=at)


ATTACKS = [
    "UPDATE clinic_treatmentsession SET state = 'planned'",
    "UPDATE clinic_treatmentsession SET signed_at = NULL",
    "DELETE FROM clinic_treatmentsession",
    "UPDATE clinic_note SET text = 'otherwise'",
    "DELETE FROM clinic_note",
    "INSERT INTO clinic_note (session_id, title, text, written_at)"
    " SELECT id, 'late', 'late', now() FROM clinic_treatmentsession",
    "UPDATE clinic_noteaddendum SET text = 'otherwise'",
    "UPDATE clinic_facechart SET items = '[]'",
    "DELETE FROM clinic_facechart",
    "TRUNCATE clinic_facechart",
    "INSERT INTO clinic_facechart (session_id, view, version_no, items, saved_at)"
    " SELECT id, 'front', 9, '[]', now() FROM clinic_treatmentsession",
    "INSERT INTO clinic_vialwaste (session_id, product_id, lot_id, units, recorded_at, reason)"
    " SELECT session_id, product_id, lot_id, 1, now(), 'late' FROM clinic_vialwaste",
    "INSERT INTO clinic_vialdraw (session_id, product_id, lot_id, units, recorded_at)"
    " SELECT session_id, product_id, lot_id, 1, now() FROM clinic_vialdraw",
    "UPDATE clinic_vialwaste SET units = 0",
    "DELETE FROM clinic_vialdraw",
    "UPDATE clinic_vitals SET pulse = 60",
    "UPDATE clinic_timelineentry SET summary = ''",
    "DELETE FROM clinic_timelineentry",
    "UPDATE clinic_chargeitem SET state = 'planned'",
    "UPDATE clinic_chargeitem SET quantity = 0",
    "UPDATE clinic_chargeitem SET cover = 'free'",
    "DELETE FROM clinic_chargeitem",
    'INSERT INTO clinic_treatmentsession SELECT (jsonb_populate_record(s, \'{"id": 99999, "appointment_id": null}\')).*'
    " FROM clinic_treatmentsession s",
]


@pytest.mark.parametrize("sql", ATTACKS)
def test_the_signed_record_is_held_by_the_database(signed, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_two_saves_of_one_version_cannot_both_stand(session, doctor, at):
    text = {"id": "t", "type": "text", "x": 0.5, "y": 0.5, "text": "a"}
    save_face_chart(session_id=session.pk, view="front", items=[text], expected_version=0, by=doctor, at=at)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO clinic_facechart (session_id, view, version_no, items, saved_at)"
            " SELECT session_id, view, version_no, '[]', now() FROM clinic_facechart"
        )


def test_a_lot_knows_where_it_went(signed, goods):
    from modules.inventory import public as inventory

    (use,) = [use for use in inventory.lot_uses(goods.lot_a.id) if use.noun == "clinic.treatment_session"]
    assert (use.patient_id, use.quantity) == (signed.patient_id, Decimal(12))
