from __future__ import annotations

import pytest
from django.db import connection

from modules.patients.models import Patient
from modules.patients.selectors.patients_matching import is_whole_number, patients_matching


@pytest.mark.parametrize(("text", "index"), [("jaid", "patients_patient_search"), ("ใจดี", "patients_patient_search")])
def test_search_can_use_its_index(malee, text, index):
    with connection.cursor() as cursor:
        # with few rows the primary key is as good; what is asked is whether the trigrams serve at all
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert index in patients_matching(Patient.objects.all(), text).explain()


def test_every_word_must_be_found(malee, new_patient):
    new_patient(first_name_th="มาลี", last_name_th="สุขใจ", first_name_latin="Malee", last_name_latin="Sukjai")
    assert [row.hn for row in patients_matching(Patient.objects.all(), "malee jaidee")] == [malee.hn]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("0815550101", True),
        ("081-555-0101", True),
        ("+66815550101", True),
        ("0101", False),
        ("8155501", False),
        ("x", False),
    ],
)
def test_a_whole_number_is_looked_up_and_a_piece_is_not(text, whole):
    assert is_whole_number(text) is whole
