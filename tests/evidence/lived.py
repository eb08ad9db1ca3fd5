"""A small clinic that has lived a day: everything that is posted, sealed, numbered, used and written down."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from erp.kernel.events.drain import drain
from modules.commissions.services.decide_settlement import approve_commission_settlement
from modules.commissions.services.submit_settlement import submit_settlement
from modules.courses.models import UserCourseBalance
from modules.ledger import public as ledger
from modules.ledger.models import Journal
from modules.sales import public as sales
from modules.sales.models import OrderLine
from tests.evidence.machines.clinic import AT, PRICES, Premises, found_clinic

D = Decimal


class Lived(Premises):
    """Sold, redeemed, given back, voided, counted, written by hand, earned, settled and sealed; every step committed.

    One drawer is open still, another is closed; one entry by hand is a draft; a session of the course is left.
    """

    def __init__(self, *, now: datetime | None = None) -> None:
        """With `now` all of it happens at this moment: the product's doors know no other."""
        self.step = timedelta(0) if now else self.step
        super().__init__(found_clinic(), at=now or AT)
        with transaction.atomic():
            self.session = self._open(0)
            closed = self._open(1)
        self.serum = self._sell("SERUM", 2)
        self.facial = self._sell("FACIAL", 1)
        voided = self._sell("SERUM", 1)
        self._sell("GLOW", 1)
        self.course = UserCourseBalance.objects.latest("pk").pk
        for key in ("a", "b"):
            self._use(key)
        self._do(sales.void_order, order_id=voided, reason="twice", by=self.manager)
        back = sales.RefundLineIn(line_id=OrderLine.objects.get(order=self.serum).pk, quantity=D(1), goods="stock")
        self._do(
            sales.refund_order, order_id=self.serum, register_session=self.session, lines=[back], reason="rash",
            tenders=[sales.TenderIn(kind="cash", amount=PRICES["SERUM"])], by=self.manager,
        )  # fmt: skip
        self._do(sales.start_count, register_session_id=closed, by=self.cashier)
        pieces = [sales.Pieces(denomination=D(100), pieces=10)]
        self._do(sales.count_drawer, register_session_id=closed, counted=pieces, by=self.cashier)
        self._do(sales.close_register_session, register_session_id=closed, by=self.cashier)
        self._write_by_hand()
        drain()
        settled = self._do(submit_settlement, branch_id=self.branch.pk, until_on=self.at.date(), by=self.accountant)
        self._do(approve_commission_settlement, commission_settlement_id=settled.pk, by=self.manager)
        while ledger.seal_entries():
            pass

    def _do(self, verb: Any, **given: Any) -> Any:
        with transaction.atomic():
            return verb(**given, at=self.later())

    def _open(self, place: int) -> int:
        return sales.open_register_session(
            register_id=self.registers[place].pk, float_amount=D(1000), by=self.cashier, at=self.at
        ).pk

    def sale(self, code: str, quantity: int, **more: Any) -> dict[str, Any]:
        """What a checkout of one line takes."""
        line = sales.LineIn(
            key="a",
            product_id=self.clinic.products[code].pk,
            quantity=D(quantity),
            unit_price=PRICES[code],
            shares=[sales.ShareIn(staff_id=self.staff[0].pk, percent=D(100))],
        )
        total = PRICES[code] * quantity
        return {
            "register_session": self.session,
            "lines": [line],
            "tenders": [sales.TenderIn(kind="cash", amount=total)],
            "expected_total": total,
            "patient": self.clinic.patients[0],
            "by": self.cashier,
            **more,
        }

    def _sell(self, code: str, quantity: int) -> int:
        return int(self._do(sales.check_out, **self.sale(code, quantity)).order_id)

    def covered(self, key: str) -> dict[str, Any]:
        """What a checkout of a session of the course takes."""
        line = sales.LineIn(
            key=key,
            product_id=self.clinic.products["FACIAL"].pk,
            quantity=D(1),
            unit_price=PRICES["FACIAL"],
            cover=sales.CoverIn(kind="course", balance_id=self.course),
            shares=[sales.ShareIn(staff_id=self.staff[1].pk, percent=D(100), role="performer")],
        )
        return self.sale("FACIAL", 1, lines=[line], tenders=[], expected_total=D("0.00"))

    def _use(self, key: str) -> None:
        self._do(sales.check_out, **self.covered(key))

    def _write_by_hand(self) -> None:
        for amount, finish in (("120.50", ledger.post_draft), ("70000.00", ledger.submit_entry), ("5.00", None)):
            entry = self._do(
                ledger.draft_entry,
                journal_id=Journal.objects.get(code="general").pk,
                branch_id=self.branch.pk,
                entry_on=(self.at - timedelta(days=1)).date(),
                lines=[ledger.LineIn("5230", debit=D(amount)), ledger.LineIn("1125", credit=D(amount))],
                memo="rent",
                by=self.accountant,
            )
            if finish is not None:
                self._do(finish, journal_entry_id=entry.pk, by=self.accountant)
            if finish is ledger.submit_entry:
                self._do(ledger.approve_entry, journal_entry_id=entry.pk, by=self.colleague)
