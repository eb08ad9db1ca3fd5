"""The nodes flows are made of: viewflow's, and two of our own."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import now
from django_stubs_ext import StrOrPromise
from viewflow import this
from viewflow.workflow.activation import Activation, has_manage_permission
from viewflow.workflow.nodes import End, If, Join, Split, StartHandle, Switch
from viewflow.workflow.nodes import Function as ViewflowFunction
from viewflow.workflow.nodes.job import AbstractJob, AbstractJobActivation
from viewflow.workflow.nodes.view import View, ViewActivation
from viewflow.workflow.status import STATUS

from erp.kernel.events.delivering import describe
from erp.kernel.events.publish import publish
from erp.kernel.flows.events import JobScheduled

__all__ = ["End", "Function", "HumanTask", "If", "Job", "Join", "Split", "StartHandle", "Switch"]

PAUSE = timedelta(seconds=5)  # between two looks of a job that is not ready yet


class HumanTaskActivation(ViewActivation):
    """A person's task: with a deadline, and with its permission also when it is opened again."""

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Any:
        """Open the task."""
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        if flow_task.due is not None:
            activation.task.scheduled = now() + flow_task.due
            activation.task.save(update_fields=["scheduled"])
        return activation

    def prepare_revived_task(self, task: Any) -> None:
        """viewflow forgets the permission here, and a task without one is everybody's."""
        task.owner_permission = self.flow_task.calc_owner_permission(self)
        if self.flow_task.due is not None:
            task.scheduled = now() + self.flow_task.due
        task.data = {}
        owner = self.flow_task.calc_owner(self)
        if owner:
            task.owner, task.status = owner, STATUS.ASSIGNED


class HumanTask(View):
    """Somebody decides (with `choices`), or does something on another screen whose fact completes this task.

    `permission` is a right. `excludes` gives the id of a user who may not act: whoever asked. `decide` makes one call
    to a public face. `undo` takes the step back in the module, `(process, *, by, at)`.
    """

    activation_class = HumanTaskActivation

    def __init__(
        self,
        *,
        title: StrOrPromise,
        permission: str,
        link: Callable[[Any], str] | None = None,
        choices: Mapping[str, StrOrPromise] | None = None,
        decide: Callable[..., None] | None = None,
        excludes: Callable[[Any], int | None] | None = None,
        due: timedelta | None = None,
        undo: Callable[..., None] | None = None,
    ) -> None:
        super().__init__(None, undo_func=_undoing(undo) if undo else None)
        self.task_title = title
        self.link = link
        self.choices = dict(choices or {})
        self.decide = decide
        self.excludes = excludes
        self.due = due
        self.Permission(permission)
        if bool(choices) != bool(decide):
            raise TypeError("a decision has choices and a function that carries them out")

    _owner_permission_obj = None


def _undoing(undo: Callable[..., None]) -> Callable[[Any], None]:
    """viewflow wants a real callable here; `this.method` would only fail when somebody undoes."""

    def take_back(activation: Any) -> None:
        undo(activation.process, by=activation.undone_by, at=activation.undone_at)

    return take_back


class Function(ViewflowFunction):
    """A step that happens by itself, `step(activation)`; what it sets on the process is saved."""

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        step: Any = vars(self)["_func"]

        def step_and_save(activation: Any) -> None:
            step(activation)
            activation.process.save()

        self._func = step_and_save


class JobActivation(AbstractJobActivation):
    """Work for a worker. It is asked for through the outbox: whoever moves the flow may be the web process."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.SCHEDULED)
    def activate(self) -> None:
        """Ask a worker."""
        self.task.save()
        publish(JobScheduled(process_id=self.process.pk, task_id=self.task.pk))

    @Activation.status.transition(source=STATUS.STARTED)
    def execute(self) -> None:
        """Done; go on. What the next nodes raise is raised: viewflow would keep it with all local variables."""
        self.complete()
        self.activate_next()

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.ERROR)
    def error(self, exception: Exception) -> None:
        """Keep what went wrong and where, but no message and no local variable: they may speak of a patient."""
        self.task.data = {**(self.task.data or {}), "error": describe(exception)}
        self.task.finished = now()
        self.task.save()

    @Activation.status.transition(
        source=[STATUS.SCHEDULED, STATUS.STARTED, STATUS.ERROR],
        target=STATUS.CANCELED,
        permission=has_manage_permission,
    )
    def cancel(self) -> None:
        """The process is cancelled, or goes back."""
        self.task.finished = now()
        self.task.save()

    def look_again(self, at: datetime) -> None:
        """Not ready yet."""
        self.task.scheduled = at + PAUSE
        self.task.save()


class Job(AbstractJob):
    """`work(activation)` in a worker: False means “not yet”; what it raises makes the task an error to retry."""

    activation_class = JobActivation

    def __init__(self, work: Any, *, title: StrOrPromise = "") -> None:
        super().__init__()
        self._work = work
        self.task_title = title

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self._work = this.resolve(instance, self._work)

    def work(self, activation: Any) -> bool | None:
        """Do it."""
        done: bool | None = self._work(activation)
        return done
