"""The patient signs on the screen for the sessions that a bill uses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from modules.courses.errors import SignatureInvalid, SignatureMissing
from modules.courses.models import CourseSetting, CourseSignature, Redemption
from modules.courses.tests.conftest import STROKES
from modules.courses.tests.services.test_course_life import covered

D = Decimal


def test_a_signature_is_kept_with_every_session_of_its_bill(sold, glow, signing, cashier, patient):
    paid = signing(covered(glow.facial, sold, quantity=2), covered(glow.laser, sold, key="k2"), signature=STROKES)
    signature = CourseSignature.objects.get()
    assert (signature.strokes, signature.document, signature.patient_id) == (
        STROKES, f"sales.order:{paid.order_id}", patient.id,
    )  # fmt: skip
    assert signature.taken_by == cashier
    assert set(Redemption.objects.values_list("signature", flat=True)) == {signature.pk}


def test_a_signature_is_needed_when_the_setting_says_so(sold, glow, signing):
    signing(covered(glow.facial, sold))
    CourseSetting.objects.update_or_create(pk=1, defaults={"requires_signature": True})
    with pytest.raises(SignatureMissing), transaction.atomic():
        signing(covered(glow.facial, sold, key="k2"))
    assert Redemption.objects.count() == 1
    signing(covered(glow.facial, sold, key="k2"), signature=STROKES)
    assert Redemption.objects.count() == 2


@pytest.mark.parametrize(
    "strokes",
    [
        "x", {"a": 1}, [[]], [[[0.1, 0.2]]], [[[0.1, 1.2], [0, 0]]], [[[0.1], [0.2]]], [[[True, 0.1], [0.1, 0.1]]],
        [[[0.5, 0.5]] * 5000],
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused(sold, glow, signing, strokes):
    with pytest.raises(SignatureInvalid):
        signing(covered(glow.facial, sold), signature=strokes)


@pytest.mark.parametrize(
    "sql", ["UPDATE courses_coursesignature SET strokes = '[[1]]'", "DELETE FROM courses_coursesignature"]
)
def test_a_signature_does_not_change(sold, glow, signing, sql):
    signing(covered(glow.facial, sold), signature=STROKES)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
