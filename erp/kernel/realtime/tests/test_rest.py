"""Who asks for a ticket gets one for himself."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

from erp.kernel.access.models import Branch, User
from erp.kernel.realtime.ticket import read_ticket

PATH = "/api/v1/realtime/ticket/"


def test_ticket_is_for_the_caller_and_his_branches(
    api: Callable[..., Any], cashier: User, branch: Branch, other_branch: Branch
) -> None:
    answer = api(cashier).post(PATH)
    assert answer.status_code == 200
    assert answer.json()["url"] == f"{settings.REALTIME_URL}/events"
    ticket = read_ticket(answer.json()["ticket"], secret=settings.SECRET_KEY)
    assert (ticket.user_id, ticket.branch_ids) == (cashier.pk, (branch.pk,))
    assert ticket.expires_at - time.time() <= 60


def test_ticket_for_nobody_is_refused(api: Callable[..., Any], db: None) -> None:
    assert api().post(PATH).status_code == 401
