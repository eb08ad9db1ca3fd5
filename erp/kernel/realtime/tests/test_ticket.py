"""A ticket opens for one minute, for the one it was made out to."""

import pytest

from erp.kernel.realtime.audience import Change
from erp.kernel.realtime.ticket import BadTicket, Ticket, issue_ticket, read_ticket

SECRET = "a secret of the test"


def test_ticket_says_who_and_which_branches() -> None:
    word = issue_ticket(user_id=7, branch_ids=[1, 2], secret=SECRET, now=1000.0)
    assert read_ticket(word, secret=SECRET, now=1030.0) == Ticket(user_id=7, branch_ids=(1, 2), expires_at=1060)


def test_ticket_too_old_altered_or_of_another_house_is_refused() -> None:
    word = issue_ticket(user_id=7, branch_ids=[1], secret=SECRET, now=1000.0)
    other = issue_ticket(user_id=8, branch_ids=[1], secret=SECRET, now=1000.0)
    forged = other.partition(".")[0] + "." + word.partition(".")[2]
    with pytest.raises(BadTicket, match="expired"):
        read_ticket(word, secret=SECRET, now=1061.0)
    for wrong, secret in ((forged, SECRET), (word, "another"), ("", SECRET), ("a.b", SECRET), (word + "x", SECRET)):
        with pytest.raises(BadTicket, match="signature"):
            read_ticket(wrong, secret=secret, now=1000.0)


@pytest.mark.parametrize(
    ("branch_id", "user_ids", "topics", "heard"),
    [
        (None, None, (), True),
        (1, None, (), True),
        (3, None, (), False),
        (None, {7}, (), True),
        (None, {8}, (), False),
        (3, {7}, (), False),
        (None, set(), (), False),
        (1, None, ("sales.order",), True),
        (1, None, ("clinic.session",), False),
    ],
)
def test_change_is_for_people_of_the_branch_or_those_named(
    branch_id: int | None, user_ids: set[int] | None, topics: tuple[str, ...], heard: bool
) -> None:
    change = Change(
        topic="sales.order",
        id=1,
        version=2,
        branch_id=branch_id,
        user_ids=None if user_ids is None else frozenset(user_ids),
    )
    ticket = Ticket(user_id=7, branch_ids=(1, 2), expires_at=0)
    assert change.is_for(ticket, frozenset(topics)) is heard
