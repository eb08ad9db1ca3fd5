"""What must hold for every machine, whatever module it belongs to."""

import pytest
from django.apps import apps

from erp.kernel.access.rights import rights
from erp.kernel.machines.fields import StateField
from erp.kernel.machines.machine import MACHINES, Machine, state_choices

ALL = sorted(MACHINES.values(), key=lambda machine: machine.__name__)


def test_every_state_field_has_a_machine() -> None:
    with_state = {
        model
        for model in apps.get_models()
        if any(isinstance(field, StateField) for field in model._meta.concrete_fields)
    }
    assert with_state == set(MACHINES)


@pytest.mark.parametrize("machine", ALL, ids=lambda machine: machine.__name__)
def test_a_machine_knows_only_states_that_exist_and_can_be_reached(machine: type[Machine]) -> None:
    states = {str(value) for value, _label in state_choices(machine.model)}
    named = {state for pair in machine.pairs() for state in pair} | {str(state) for state in machine.births}
    assert named == states
    reached = {str(state) for state in machine.births}
    while more := {target for source, target in machine.pairs() if source in reached} - reached:
        reached |= more
    assert reached == states


@pytest.mark.parametrize("machine", ALL, ids=lambda machine: machine.__name__)
def test_every_verb_that_people_say_has_a_right(machine: type[Machine]) -> None:
    missing = [
        machine.right(step.name)
        for step in machine.steps.values()
        if not step.hidden and step.permission is None and machine.right(step.name) not in rights().scopes
    ]
    assert missing == []
