"""The filter language: the shared cases, and that SQL finds the rows which Python finds."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from erp.kernel.access.models import Branch, Staff
from erp.kernel.rest.errors import BadFilter
from erp.kernel.rest.filters import check, fields_in, matches, to_q

VECTORS = json.loads((Path(__file__).parents[1] / "filter_vectors.json").read_text())


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_shared_cases(case):
    check(case["where"])
    assert matches(case["where"], case["row"]) is case["passes"]


@pytest.mark.parametrize("case", VECTORS["refused"], ids=lambda case: case["name"])
def test_what_is_not_in_the_language_is_refused(case):
    with pytest.raises(BadFilter):
        check(case["where"])


def test_a_filter_of_insane_depth_or_size_is_refused():
    deep: dict = {"a": {"eq": 1}}
    for _ in range(20):
        deep = {"not": deep}
    wide = {"or": [{"a": {"eq": n}} for n in range(500)]}
    for where in (deep, wide, {"a": {"in": list(range(500))}}):
        with pytest.raises(BadFilter):
            check(where)


def test_fields_in_names_all():
    assert fields_in({"and": [{"a": {"eq": 1}}, {"not": {"or": [{"b": {"eq": 1}}]}}], "c": {"lt": 2}}) == {
        "a",
        "b",
        "c",
    }


ROWS: list[dict[str, Any]] = [
    {"name": "Malee", "nickname": "Ma", "user": None, "active": True, "branch": 0},
    {"name": "nok", "nickname": "", "user": 1, "active": False, "branch": 1},
    {"name": "50%", "nickname": "X_y", "user": 2, "active": True, "branch": 0},
    {"name": "มาลี", "nickname": "ma", "user": None, "active": False, "branch": 1},
]


@pytest.fixture
def staff(branch: Branch, other_branch: Branch, user_of) -> dict[str, dict]:
    places, logins = (branch, other_branch), (None, user_of("cashier"), user_of("doctor"))
    found = {}
    for row in ROWS:
        made = Staff.objects.create(
            name=row["name"],
            nickname=row["nickname"],
            user=logins[row["user"] or 0],
            active=row["active"],
            branch=places[row["branch"]],
        )
        found[made.name] = {**row, "user": made.user_id, "branch": made.branch_id}
    return found


texts = st.sampled_from(["Malee", "nok", "ma", "%", "_", "", "มาลี", None])
tests = st.one_of(
    st.fixed_dictionaries({"name": st.dictionaries(st.sampled_from(["eq", "ne", "contains"]), texts, min_size=1)}),
    st.fixed_dictionaries({"nickname": st.fixed_dictionaries({"in": st.lists(texts, max_size=3)})}),
    st.fixed_dictionaries({"active": st.fixed_dictionaries({"eq": st.booleans()})}),
    st.fixed_dictionaries(
        {"user": st.dictionaries(st.sampled_from(["lt", "gte", "ne", "eq"]), st.integers(0, 50), min_size=1)}
    ),
    st.fixed_dictionaries({"user": st.fixed_dictionaries({"isnull": st.booleans()})}),
    st.just({}),
)
wheres = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"and": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"or": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=wheres)
def test_sql_finds_what_python_finds(staff, where):
    check(where)
    condition = to_q(where, lambda name: (name, Staff._meta.get_field(name)))
    assert isinstance(condition, Q)
    found = set(Staff.objects.filter(condition).values_list("name", flat=True))
    assert found == {name for name, row in staff.items() if matches(where, row)}
