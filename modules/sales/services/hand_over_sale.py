"""Numbers whose sale cannot be entered: kept as they are, for a person to settle. Nothing printed is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from erp.kernel.access.models import User
from erp.kernel.documents.refusals import Missing
from modules.sales.errors import DeviceUnknown, NumberNotNext, NumberTaken, SessionNotYours
from modules.sales.models import DeviceSeries, FindingKind, OfflineSale, RegisterSession
from modules.sales.selectors.printed import Noticed
from modules.sales.services.enter_printed_sale import write_findings


def hand_over_sale(
    *,
    device: UUID,
    kind: str,
    year: int,
    no: int,
    register_session: int,
    sold_at: datetime,
    cashier: int,
    reason: str,
    content: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> OfflineSale:
    """Keep a printed sale that the books refuse, under its number, and put it before a manager.

    The caller holds the transaction. Once for each number. Raises DeviceUnknown, NumberNotNext or NumberTaken.
    """
    session = _session(register_session, by=by)
    series = (
        DeviceSeries.objects.select_for_update(of=("self",))
        .filter(device__register_id=session.register_id, device__key=device, kind=kind, year=year)
        .first()
    )
    if series is None:
        raise DeviceUnknown(device=str(device))
    there = OfflineSale.objects.filter(series=series, no=no).first()
    if there is not None:
        if there.content != content:
            raise NumberTaken(number=there.number)
        return there
    sold_by = User.objects.filter(pk=cashier).first()
    row = _keep(series, no, session, sold_at=sold_at, sold_by=sold_by, content=content, by=by, at=at)
    write_findings(row, [Noticed(FindingKind.HANDED_OVER, reason)], by=by, at=at)
    return row


def write_off_numbers(
    *, device_series_id: int, register_session: int, reason: str, by: Any, at: datetime
) -> DeviceSeries:
    """The device is gone: its numbers that never arrived are kept empty, each for a manager to explain.

    The caller holds the transaction. Raises DeviceUnknown for a series of another register.
    """
    session = _session(register_session, by=by)
    series = DeviceSeries.objects.select_for_update(of=("self",)).filter(
        pk=device_series_id, device__register_id=session.register_id
    )
    found = series.first()
    if found is None:
        raise DeviceUnknown(device_series=device_series_id)
    for no in range(found.last + 1, found.reported + 1):
        row = _keep(found, no, session, sold_at=at, sold_by=None, content={}, by=by, at=at)
        write_findings(row, [Noticed(FindingKind.HANDED_OVER, reason)], by=by, at=at)
        found.last = no  # the trigger has counted it
    found.refresh_from_db()
    return found


def _session(session_id: int, *, by: Any) -> RegisterSession:
    found = RegisterSession.objects.filter(pk=session_id).first()
    if found is None:
        raise Missing(register_session=session_id)
    if by is not None and found.branch_id not in by.branch_ids:
        raise SessionNotYours()
    return found


def _keep(
    series: DeviceSeries,
    no: int,
    session: RegisterSession,
    *,
    sold_at: datetime,
    sold_by: User | None,
    content: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> OfflineSale:
    if no != series.last + 1:
        raise NumberNotNext(next=series.last + 1)
    return OfflineSale.objects.create(
        series=series,
        no=no,
        number=f"{series.prefix}{no:06d}",
        register_session=session,
        sold_at=sold_at,
        received_at=at,
        sold_by=sold_by,
        received_by=by,
        content=dict(content),
    )
