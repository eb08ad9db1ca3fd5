"""What domain.md promises of the roles, whatever the modules' tables grow into."""

import pytest

from erp.kernel.access.rights import rights
from erp.kernel.access.roles import known_roles

HEALTH = {"patients", "clinic", "appointments", "courses"}
FURNITURE = {"appointments.room", "appointments.device", "clinic.practitioner"}  # of these modules, about no patient
CHARTS = {"clinic.treatment_session", "clinic.face_chart", "clinic.photo", "clinic.note", "clinic.observation"}
MONEY_VERBS = {"pay", "refund", "void", "checkout"}


def granted(role: str) -> set[str]:
    return {right for right, by_role in rights().scopes.items() if role in by_role}


def test_the_roles_are_the_seven_of_the_house():
    assert list(known_roles()) == [
        "receptionist", "cashier", "therapist", "doctor", "manager", "accountant", "administrator",
    ]  # fmt: skip


def test_the_administrator_reads_no_health_data():
    nouns = {rights().nouns[right] for right in granted("administrator")} - FURNITURE
    assert not {noun for noun in nouns if noun.partition(".")[0] in HEALTH}


@pytest.mark.parametrize("noun", sorted(CHARTS))
def test_charts_are_read_by_doctor_and_therapist_of_the_branch_only(noun):
    module, name = noun.split(".")
    cells = rights().scopes.get(f"{module}.read_{name}", {})
    assert set(cells) <= {"doctor", "therapist"}
    assert "all" not in cells.values()


@pytest.mark.parametrize("verb", sorted(MONEY_VERBS))
def test_money_is_moved_by_cashier_and_manager_only(verb):
    assert set(rights().scopes.get(f"sales.{verb}_order", {})) <= {"cashier", "manager", "accountant"}


def test_phones_are_whole_for_doctor_and_manager_and_masked_for_all_others():
    rule = rights().fields["patients.patient"]["phone"]
    seen = {role: rule.access((role,)) for role in known_roles()}
    assert seen == {role: "full" if role in ("doctor", "manager") else "masked" for role in known_roles()}
    assert rule.mask == "phone"
