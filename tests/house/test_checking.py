"""What is wrong with a record is said before the write: which field, and with few questions to the database."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from erp.kernel.access.models import Branch, Company, Staff
from erp.kernel.documents.checking import check_record
from erp.kernel.documents.refusals import Invalid
from erp.kernel.documents.saving import create_record
from modules.patients.models import Consent

pytestmark = pytest.mark.django_db


def _refusal(call: Callable[[], object]) -> Invalid:
    with pytest.raises(Invalid) as caught:
        call()
    return caught.value


def test_check_record_with_an_unknown_foreign_key_names_the_field(branch: Branch) -> None:
    refusal = _refusal(lambda: check_record(Staff(name="Ying", kind="doctor", branch_id=99_999)))
    assert (refusal.field, refusal.refusal_code) == ("branch", "access.staff.invalid")


def test_check_record_with_a_key_that_is_no_number_names_the_field(branch: Branch) -> None:
    refusal = _refusal(lambda: check_record(Staff(name="Ying", kind="doctor", branch_id="none")))
    assert (refusal.field, refusal.refusal_code) == ("branch", "access.staff.invalid")


def test_check_record_without_a_needed_foreign_key_names_the_field() -> None:
    refusal = _refusal(lambda: check_record(Staff(name="Ying", kind="doctor")))
    assert (refusal.field, refusal.refusal_code) == ("branch", "access.staff.null")


def test_check_record_against_a_check_constraint_says_what_it_wants(at: datetime) -> None:
    consent = Consent(purpose="marketing", channel="", document_version="1", given=True, recorded_at=at)
    refusal = _refusal(lambda: check_record(consent, exclude=("patient",)))
    assert str(refusal.detail) == "Consent to marketing names its channel."


def test_check_record_with_a_value_taken_names_the_field(branch: Branch, at: datetime) -> None:
    values = {"company": Company.objects.get(), "code": branch.code, "name": "Again", "tax_branch_code": "00009"}
    refusal = _refusal(lambda: create_record(Branch, values, by=None, at=at))
    assert refusal.field == "code"


def test_check_record_asks_once_for_all_foreign_keys_and_nothing_for_checks(at: datetime) -> None:
    consent = Consent(
        patient_id=99_998, recorded_by_id=99_999, purpose="treatment", document_version="1", given=True, recorded_at=at
    )
    with CaptureQueriesContext(
        connection,
    ) as asked:
        refusal = _refusal(lambda: check_record(consent))
    assert refusal.field == "patient"
    assert len(asked) == 1
