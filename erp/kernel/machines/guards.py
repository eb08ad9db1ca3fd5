"""The machine's table as triggers: PostgreSQL admits only listed pairs and listed births, whoever writes."""

from typing import Any

import pgtrigger
from django.db import models


class _StateTrigger(pgtrigger.Trigger):
    """A trigger whose refusal carries the constraint's name, so that it is answered as a conflict."""

    when = pgtrigger.Before

    def __init__(self, *, name: str, states: str, **kwargs: Any) -> None:
        self.states = states
        super().__init__(name=name, **kwargs)

    def refusal(self, model: type[models.Model], what: str) -> str:
        """SQL that raises for `what` (an SQL text expression)."""
        table = model._meta.db_table
        return (
            f"RAISE EXCEPTION '%', {what} USING ERRCODE = '23514', "
            f"CONSTRAINT = '{table}_{self.name}', TABLE = '{table}';"
        )


class Births(_StateTrigger):
    """Refuse a new row in a state that no record is born in."""

    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        raised = self.refusal(model, f"'{model._meta.db_table} cannot be born ' || NEW.state")
        return f"IF NEW.state NOT IN ({self.states}) THEN {raised} END IF; RETURN NEW;"


class Moves(_StateTrigger):
    """Refuse a change of state that the machine does not list."""

    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        raised = self.refusal(model, f"'{model._meta.db_table} cannot go from ' || OLD.state || ' to ' || NEW.state")
        return f"IF (OLD.state, NEW.state) NOT IN ({self.states}) THEN {raised} END IF; RETURN NEW;"


def guard(model: type[models.Model], field: str, *, births: tuple[str, ...], pairs: list[tuple[str, str]]) -> None:
    """Register the compiled triggers on `model`; migrations carry them."""
    if field != "state":
        raise ValueError(f"{model.__name__}: the state column is called “state”")
    pgtrigger.register(
        Births(name="state_births", states=", ".join(f"'{state}'" for state in births)),
        Moves(
            name="state_moves",
            states=", ".join(f"('{source}', '{target}')" for source, target in pairs) or "(NULL::text, NULL::text)",
            condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        ),
    )(model)
