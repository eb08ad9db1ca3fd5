"""A machine of Hypothesis that anybody's verbs join by one line: an `Event` in the table of its world.

An event names the noun it is said to, the states in which it may be done, and the service call. It is drawn in every
state. In all other states it must be refused, and a refusal changes nothing. After every step all laws are asked.
Each step is a transaction of its own that commits, so that no guard of the database looks away.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from erp.kernel.documents.refusals import Refusal
from tests.evidence.size import FULL, SEED, say, size

STEPS = 50
SHRINK = "EVIDENCE_SHRINK" in os.environ  # takes minutes: for whoever looks for the reason of a failure
RUNS = {"till": size(50, 200), "courses": size(20, 200), "commissions": size(20, 200), "periods": size(110, 200)}
SPREAD = 2_654_435_761  # Hypothesis likes small numbers; events should be drawn alike
RECENT = 3  # most events are said to these, so that their stories become long


@dataclass(frozen=True, kw_only=True)
class Pick:
    """What Hypothesis drew: numbers that an event reads as it likes."""

    place: int
    size: int
    way: int

    def of(self, rows: Sequence[Any]) -> Any:
        """One of several."""
        return rows[self.place % len(rows)]


@dataclass(frozen=True)
class Event:
    """A verb said to a noun. `when`: the states in which it may be done."""

    name: str
    noun: str
    when: frozenset[str]
    say: Callable[[Any, int, Pick], object]


def event(name: str, noun: str, when: str, call: Callable[[Any, int, Pick], object]) -> Event:
    """`event("freeze", "course", "active", freeze)`; several states are separated by blanks."""
    return Event(name, noun, frozenset(when.split()), call)


@dataclass(frozen=True)
class Picture:
    """What stands in the database: the records of each noun with their states, broken laws, and a mark of it all."""

    nouns: dict[str, list[tuple[int, str]]]
    broken: dict[str, Any]
    mark: str


@dataclass
class Coverage:
    """Which (noun, state, event) were drawn, and how often they were done and refused."""

    done: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    refused: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    steps: int = 0
    runs: int = 0

    def missing(self, events: Iterable[Event], states: dict[str, Sequence[str]]) -> list[tuple[str, str, str]]:
        """Pairs that were never drawn."""
        wanted = ((each.noun, state, each.name) for each in events for state in states[each.noun])
        return [pair for pair in wanted if not self.done[pair] and not self.refused[pair]]

    def never_done(self, events: Iterable[Event]) -> list[str]:
        """Events that were refused whenever they were drawn: they prove nothing."""
        done = {(noun, name) for (noun, _state, name), count in self.done.items() if count}
        return [f"{each.noun}.{each.name}" for each in events if (each.noun, each.name) not in done]

    def report(self, title: str, events: Sequence[Event], states: dict[str, Sequence[str]]) -> None:
        """Say every pair: done / refused."""
        say(f"{title}: {self.runs} runs, {self.steps} steps")
        for noun, names in states.items():
            own = [each for each in events if each.noun == noun]
            for each in own:
                cells = [
                    f"{state} {self.done[noun, state, each.name]}/{self.refused[noun, state, each.name]}"
                    for state in names
                ]
                say(f"{title}: {noun}.{each.name}: {', '.join(cells)} (done/refused)")


class World:
    """One run's small clinic. Subclasses build it in `__init__`, list `events` and `states`, and look at it."""

    events: ClassVar[Sequence[Event]] = ()
    states: ClassVar[dict[str, Sequence[str]]] = {}

    def look(self) -> Picture:
        """Ask the database, outside of any transaction."""
        raise NotImplementedError

    def check(self, name: str, *, done: bool) -> None:
        """A law that only the run knows, asked after each step."""

    def leave(self) -> None:
        """The run is over."""


class Story(RuleBasedStateMachine):
    """The machine. One rule draws any event of the nouns that are there: no run is wasted on what cannot be said."""

    world_of: ClassVar[Callable[[], World]]
    coverage: ClassVar[Coverage]

    def __init__(self) -> None:
        super().__init__()
        self.world = type(self).world_of()
        self.coverage.runs += 1
        self.picture = self._asked("the beginning")

    @rule(
        which=st.integers(0, 2**20 - 1),
        place=st.integers(0, 23),
        size=st.integers(1, 60),
        way=st.integers(0, 11),
    )
    def tell(self, which: int, place: int, size: int, way: int) -> None:
        """Say one event to one record, whatever its state, and ask all laws."""
        possible = [each for each in self.world.events if self.picture.nouns[each.noun]]
        pick = Pick(place=place, size=size, way=way)
        new = self._undrawn(possible) if which % 2 == 0 else []
        if new:
            each, (record, state) = pick.of(new)
        else:
            each = possible[(which * SPREAD >> 16) % len(possible)]
            records = self.picture.nouns[each.noun]
            record, state = pick.of(records if which % 3 == 0 else records[-RECENT:])
        note(f"{each.noun} {record}, {state}: {each.name} {pick}")
        try:
            with transaction.atomic():
                each.say(self.world, record, pick)
            done = True
        except Refusal:
            done = False
        self.coverage.steps += 1
        (self.coverage.done if done else self.coverage.refused)[each.noun, state, each.name] += 1
        assert not done or state in each.when, f"{each.name} was done while {each.noun} {record} was {state}"
        before, self.picture = self.picture, self._asked(each.name)
        assert done or self.picture.mark == before.mark, f"{each.name} was refused, and something changed"
        self.world.check(each.name, done=done)

    def _undrawn(self, possible: Sequence[Event]) -> list[tuple[Event, tuple[int, str]]]:
        """What was never said in a state, or never done where it may be; not while a failure is being shrunk."""
        if SHRINK:
            return []
        done, refused = self.coverage.done, self.coverage.refused
        return [
            (each, (record, state))
            for each in possible
            for record, state in self.picture.nouns[each.noun]
            if not done[pair := (each.noun, state, each.name)] and (state in each.when or not refused[pair])
        ]

    def _asked(self, after: str) -> Picture:
        picture = self.world.look()
        assert not picture.broken, f"after {after}: {picture.broken}"
        return picture

    def teardown(self) -> None:
        """End the run."""
        if hasattr(self, "world"):
            self.world.leave()


def live_through(title: str, world: type[World], build: Callable[[], World]) -> Coverage:
    """Run the stories of a world; then every (state, event) pair must have been drawn, and every event done."""
    coverage = Coverage()
    given = settings(
        max_examples=int(os.environ.get("RUNS", 0)) or RUNS[title],
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not FULL,
        database=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink) if SHRINK else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    story = type(f"{world.__name__}Story", (Story,), {"world_of": staticmethod(build), "coverage": coverage})
    run_state_machine_as_test(seed(SEED)(story) if FULL else story, settings=given)
    coverage.report(title, world.events, world.states)
    missing, never = coverage.missing(world.events, world.states), coverage.never_done(world.events)
    assert len(missing) <= size(20, 0), missing  # a share draws nearly all pairs, the full size every one
    assert len(never) <= size(2, 0), never
    return coverage
