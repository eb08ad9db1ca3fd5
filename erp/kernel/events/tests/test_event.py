"""Facts keep their values and types on the way through JSON."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from erp.kernel.events.envelope import Envelope
from erp.kernel.events.event import Event, event_class
from erp.kernel.events.tests.facts import Colour, EverythingHappened, Line, ThingEchoed, ThingHappened


def test_event_with_every_kind_of_value_survives_json() -> None:
    fact = EverythingHappened(
        name="ฟิลเลอร์",
        amount=Decimal("80.10"),
        on=date(2026, 11, 20),
        at=datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=7))),
        done=True,
        id=uuid4(),
        colour=Colour.RED,
        missing=None,
        lines=(Line(amount=Decimal("0.30")), Line(amount=Decimal("1.00"), note="x")),
        amounts=[Decimal("1.10")],
        by_name={"a": Decimal("2.20")},
        pair=(3, date(2026, 1, 2)),
    )
    again = EverythingHappened.from_data(json.loads(json.dumps(fact.to_data())))
    assert again == fact
    assert isinstance(again.colour, Colour)
    assert str(again.amount) == "80.10"


def test_event_with_a_float_or_a_naive_instant_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        ThingHappened(thing_id=1.5).to_data()  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="aware"):
        ThingHappened(thing_id=datetime(2026, 11, 20)).to_data()  # type: ignore[arg-type]


def test_event_read_from_an_older_and_a_newer_version_takes_defaults_and_ignores_the_rest() -> None:
    assert ThingHappened.from_data({"thing_id": 4}).step == 0
    assert ThingHappened.from_data({"thing_id": 4, "step": 2, "later": "x"}) == ThingHappened(thing_id=4, step=2)


def test_event_type_is_checked_and_unique() -> None:
    def declare(name: str, type_name: str) -> None:
        dataclass(frozen=True, kw_only=True)(type(name, (Event,), {"type": type_name, "__module__": "elsewhere"}))

    for wrong in ("", "sales.order.paid", "Sales.order.v1", "sales.v0"):
        with pytest.raises(TypeError, match="reads like"):
            declare("Wrong", wrong)
    with pytest.raises(TypeError, match="already the type"):
        declare("Twin", ThingHappened.type)
    assert event_class(ThingHappened.type) is ThingHappened
    assert event_class("nobody.knows.v1") is None


def test_ordering_key_names_field_and_value() -> None:
    assert ThingHappened(thing_id=15).ordering_key == "thing_id:15"
    assert ThingEchoed(thing_id=15).ordering_key == ""


def test_envelope_is_a_cloud_event() -> None:
    identity = uuid4()
    envelope = Envelope(
        position=7,
        id=identity,
        type="sales.order.paid.v1",
        key="order_id:15",
        time=datetime(2026, 11, 20, 5, tzinfo=UTC),
        correlation="req-1",
        data={"order_id": 15},
    )
    expected: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(identity),
        "source": "/sales",
        "type": "sales.order.paid.v1",
        "subject": "15",
        "time": "2026-11-20T05:00:00+00:00",
        "datacontenttype": "application/json",
        "correlationid": "req-1",
        "data": {"order_id": 15},
    }
    assert envelope.as_cloud_event() == expected
