"""People and causes for commissions."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from erp.kernel.access.models import Staff
from modules.commissions.data import Cause, Item, Share

ON = date(2026, 11, 20)


@pytest.fixture
def staff_of(branch):
    def make(name: str) -> Staff:
        return Staff.objects.get_or_create(name=name, defaults={"branch": branch, "kind": "therapist"})[0]

    return make


@pytest.fixture
def cause_of(branch, at):
    def make(
        *items: tuple[str, list[tuple[Staff, str]]],
        order: int = 1,
        event_id: UUID | None = None,
        commission_class: str = "device",
        when: datetime | None = None,
    ) -> Cause:
        return Cause(
            event_id=event_id or uuid4(),
            document=f"sales.order:{order}",
            branch_id=branch.pk,
            business_on=ON,
            occurred_at=when or at,
            items=tuple(
                Item(
                    reference=f"sales.order_line:{order}{position}",
                    title="Pico laser toning",
                    net=Decimal(net),
                    quantity=Decimal(1),
                    product_code="PICO",
                    commission_class=commission_class,
                    shares=tuple(
                        Share(staff_id=person.pk, role="seller", percent=Decimal(percent)) for person, percent in shares
                    ),
                )
                for position, (net, shares) in enumerate(items)
            ),
        )

    return make
