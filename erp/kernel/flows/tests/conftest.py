from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from viewflow.workflow.models import Task

from erp.kernel.access.models import Branch, User
from erp.kernel.flows.models import Process
from erp.kernel.flows.services.start_process import start_process
from erp.kernel.flows.tests import house


@pytest.fixture(autouse=True)
def clean_house() -> Iterator[None]:
    yield
    house.DONE.clear()
    house.BEHAVIOUR.clear()


@pytest.fixture
def asking(branch: Branch, cashier: User) -> Process:
    """A process that waits for a decision; the cashier asked."""
    process: Process = start_process(
        house.Asking,
        event_id=uuid4(),
        branch_id=branch.pk,
        subject="sales.order:15",
        title="Order 15",
        data={"asked_by": cashier.pk},
    )
    return process


@pytest.fixture
def task_at() -> Callable[[Process, str], Any]:
    """`task_at(process, "decide")`: the newest task of a node."""

    def newest(process: Process, node: str) -> Any:
        return Task.objects.filter(process_id=process.pk, flow_task=house.Asking.instance.node(node)).latest("pk")

    return newest
