"""A small flow for the tests: ask, decide, a job, and a step on another screen."""

from datetime import datetime, timedelta
from typing import Any

from viewflow import this

from erp.kernel.flows.flow import Flow
from erp.kernel.flows.models import Process
from erp.kernel.flows.nodes import End, Function, HumanTask, If, Job, StartHandle

DECIDE = "flows.manage_process"  # a right that managers hold
DONE: list[tuple[str, Any]] = []  # what the steps did
BEHAVIOUR: dict[str, Any] = {}  # what the job is to do


def decide(process: Process, *, choice: str, note: str, by: Any, at: datetime) -> None:
    """One call to a public face, elsewhere."""
    DONE.append(("decide", choice))
    process.data["approved"] = choice == "approve"


def take_back(process: Process, *, by: Any, at: datetime) -> None:
    """The module's own service would."""
    DONE.append(("undo", by.username))
    process.data["approved"] = None
    process.save()


def tell(activation: Any) -> None:
    """An automatic step."""
    DONE.append(("tell", activation.process.data["approved"]))
    activation.process.data["told"] = True


def carry_out(activation: Any) -> bool | None:
    """The job: as the test says."""
    answer = BEHAVIOUR.get("job")
    if isinstance(answer, Exception):
        raise answer
    DONE.append(("job", answer))
    result: bool | None = answer
    return result


class Asking(Flow):
    """Asking."""

    process_title = "Asking for <something>"

    start = StartHandle().Next(this.decide)
    decide = HumanTask(
        title="Decide",
        permission=DECIDE,
        choices={"approve": "Approve", "refuse": "Refuse"},
        decide=decide,
        excludes=lambda process: process.data.get("asked_by"),
        due=timedelta(hours=4),
        undo=take_back,
    ).Next(this.tell)
    tell = Function(tell).Next(this.was_approved)
    was_approved = If(lambda activation: activation.process.data["approved"]).Then(this.job).Else(this.end)
    job = Job(carry_out, title="Carry out").Next(this.look)
    look = HumanTask(
        title="Look at it", permission="flows.read_task", link=lambda process: f"/there/{process.pk}"
    ).Next(this.end)
    end = End()
