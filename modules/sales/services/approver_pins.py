"""A manager's PIN: set by herself, kept hashed, asked for at a till; wrong ones are counted and lock it for a while."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from erp.kernel.access.models import User
from modules.sales.errors import PinLocked, PinTooSimple, PinWrong
from modules.sales.models import ApproverPin

FREE_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST, LONGEST = 6, 10


def set_pin(*, pin: str, password: str, by: User, at: datetime) -> ApproverPin:
    """Set one's own PIN; one's password says that it is oneself. The caller holds the transaction.

    Raises PinWrong for another password, PinTooSimple for one that anybody would try first.
    """
    if not check_password(password, by.password):
        raise PinWrong(field="password")
    if not _is_good(pin):
        raise PinTooSimple(field="pin")
    values = {"digest": make_password(pin), "set_at": at, "failures": 0, "locked_until": None}
    return ApproverPin.objects.update_or_create(user=by, defaults=values)[0]


def approver_by_pin(*, username: str, pin: str, at: datetime) -> User:
    """Whose PIN this is. Raises PinWrong, or PinLocked with the moment from which it counts again.

    Runs outside a transaction: a failure is counted although the request is refused.
    """
    with transaction.atomic():
        held = (
            ApproverPin.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(user__username__iexact=username.strip(), user__is_active=True)
            .first()
        )
        found = _tried(held, pin, at=at)
    if found is None:
        raise PinWrong()
    return found


def _tried(held: ApproverPin | None, pin: str, *, at: datetime) -> User | None:
    if held is None:
        make_password(pin)  # takes as long as a real comparison: time tells nobody who has a PIN
        return None
    if held.locked_until is not None and held.locked_until > at:
        raise PinLocked(until=held.locked_until.isoformat())
    right = check_password(pin, held.digest)
    held.failures = 0 if right else held.failures + 1
    held.locked_until = at + LOCKED_FOR if held.failures >= FREE_FAILURES else None
    held.save()
    return held.user if right else None


def _is_good(pin: str) -> bool:
    """Digits, enough of them, not all the same and not in a row."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps not in ({0}, {1}, {-1})
