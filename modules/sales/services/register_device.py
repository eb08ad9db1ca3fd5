"""Make a browser known at a till, hear how far its numbers are, and give it series of its own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from erp.kernel.documents.refusals import Missing
from erp.kernel.sequences.numbers import format_number
from modules.sales.data import UsedNumbers
from modules.sales.errors import SessionNotYours
from modules.sales.models import DeviceSeries, Receipt, Register, RegisterDevice, RegisterSession
from modules.sales.selectors.receipts import SERIES


def register_device(
    *, register_session: int, key: UUID, used: Sequence[UsedNumbers], by: Any, at: datetime
) -> RegisterDevice:
    """The device at the session's register, with series for the session's year. The caller holds the transaction.

    Asked again by the same device it answers the same one, and takes note of the numbers that were given meanwhile.
    Raises Missing or SessionNotYours.
    """
    session = RegisterSession.objects.select_related("register", "branch").filter(pk=register_session).first()
    if session is None:
        raise Missing(register_session=register_session)
    if by is not None and session.branch_id not in by.branch_ids:
        raise SessionNotYours()
    device = _device(session.register, key=key, at=at)
    report_numbers(device_id=device.pk, used=used)
    for kind in Receipt.Kind:
        register_code = f"{session.register.code}-{device.code}"
        prefix = format_number(SERIES[kind], 0, branch=session.branch, on=session.business_on, register=register_code)
        DeviceSeries.objects.get_or_create(
            device=device, kind=kind, year=session.business_on.year, defaults={"prefix": prefix[: -len("000000")]}
        )
    return device


def report_numbers(*, device_id: int, used: Sequence[UsedNumbers]) -> None:
    """Remember the highest number of each series that the device has given; it never becomes less."""
    for each in used:
        DeviceSeries.objects.filter(device_id=device_id, kind=each.kind, year=each.year, reported__lt=each.last).update(
            reported=each.last
        )


def _device(register: Register, *, key: UUID, at: datetime) -> RegisterDevice:
    found = RegisterDevice.objects.filter(register=register, key=key).first()
    if found is not None:
        found.heard_at = at
        found.save()
        return found
    Register.objects.select_for_update().get(pk=register.pk)  # codes are given one at a time
    known = RegisterDevice.objects.filter(register=register).count()
    return RegisterDevice.objects.create(register=register, key=key, code=f"D{known + 1}", heard_at=at)
