"""A machine: the states of a noun, the verbs that move it, who may say them. One class a noun.

The table of transitions is declared once, here: django-fsm runs it, the database's triggers are compiled from it
(`guards.py`), the web client's buttons and status bar are read from it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, get_args

import django_fsm
from django.db import models
from django_stubs_ext import StrOrPromise

from erp.kernel.documents.nouns import noun_of
from erp.kernel.machines.guards import guard

R = TypeVar("R", bound=models.Model)
Permission = Callable[[Any, Any], bool]  # (user, record): a policy
Condition = Callable[[Any], bool]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One verb of a machine."""

    name: str
    source: tuple[str, ...]
    target: str
    permission: Permission | str | None
    conditions: tuple[Condition, ...]
    label: StrOrPromise
    hidden: bool


def transition(
    *,
    source: str | Iterable[str],
    target: str,
    permission: Permission | str | None = None,
    conditions: Iterable[Condition] = (),
    label: StrOrPromise = "",
    hidden: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a method of a machine as a verb.

    `permission` is a policy (user, record) or a right's code; without it the right is `<module>.<verb>_<noun>`.
    `hidden` verbs are spoken by services alone and never offered as a button.
    """

    def declare(method: Callable[..., None]) -> Callable[..., None]:
        name = method.__name__
        step = Step(
            name=name,
            source=(str(source),) if isinstance(source, str) else tuple(str(state) for state in source),
            target=str(target),
            permission=permission,
            conditions=tuple(conditions),
            label=label or name.replace("_", " ").capitalize(),
            hidden=hidden,
        )
        method._step = step  # type: ignore[attr-defined]
        return method

    return declare


def reason(text: StrOrPromise) -> Callable[[Condition], Condition]:
    """Say, in the caller's language, why a condition is not met."""

    def attach(condition: Condition) -> Condition:
        condition._reason = text  # type: ignore[attr-defined]
        return condition

    return attach


class Machine(Generic[R]):
    """Base of all machines. `record` is the record being moved."""

    births: ClassVar[tuple[str, ...]] = ()
    field: ClassVar[str] = "state"
    model: ClassVar[type[models.Model]]
    steps: ClassVar[dict[str, Step]]
    _acts: ClassVar[dict[str, Any]]

    def __init__(self, record: R) -> None:
        self.record = record

    def __init_subclass__(cls) -> None:
        """Bind the machine to its model and compile its table for the database."""
        super().__init_subclass__()
        cls.model = get_args(cls.__orig_bases__[0])[0]  # type: ignore[attr-defined]
        cls.steps = {step.name: step for value in vars(cls).values() if (step := getattr(value, "_step", None))}
        state = cls.model._meta.get_field(cls.field)
        cls._acts = {name: _act(cls, state, step) for name, step in cls.steps.items()}
        MACHINES[cls.model] = cls
        guard(cls.model, cls.field, births=cls.births, pairs=cls.pairs())

    @classmethod
    def pairs(cls) -> list[tuple[str, str]]:
        """Every (source, target) that is allowed."""
        return sorted({(source, step.target) for step in cls.steps.values() for source in step.source})

    @classmethod
    def right(cls, verb: str) -> str:
        """The right that a verb asks for when it names no policy of its own."""
        module, noun = noun_of(cls.model).split(".")
        return f"{module}.{verb}_{noun}"


MACHINES: dict[type[models.Model], type[Machine[Any]]] = {}


def machine_of(model: type[models.Model]) -> type[Machine[Any]] | None:
    """The machine of a model, if it has one."""
    return MACHINES.get(model)


def state_choices(model: type[models.Model]) -> list[tuple[str, StrOrPromise]]:
    """Every state of a model with its label, in the order of a usual life."""
    field: Any = model._meta.get_field("state")
    return list(field.flatchoices)


def _act(machine: type[Machine[Any]], state: Any, step: Step) -> Any:
    def act(record: models.Model, **arguments: Any) -> None:
        getattr(machine(record), step.name)(**arguments)

    act.__name__ = step.name
    return django_fsm.transition(
        field=state, source=list(step.source), target=step.target, conditions=list(step.conditions)
    )(act)
