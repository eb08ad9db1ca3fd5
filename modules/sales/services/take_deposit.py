"""Money for later: a patient leaves a deposit, or is paid back what she has not used. No VAT: it arises with a sale."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from modules.ledger import public as ledger
from modules.patients import public as patients
from modules.sales.data import TenderIn
from modules.sales.errors import PatientMissing
from modules.sales.models import Remittance
from modules.sales.selectors.desk import Desk, hold_desk
from modules.sales.selectors.posting import tender_lines
from modules.sales.selectors.remittances import paid_in_money
from modules.sales.selectors.takings import check_drawer
from modules.sales.selectors.tenders import Taken, paid_in
from modules.sales.services.customer_credit import hold_credit, move_credit
from modules.sales.services.write_remittance import write_remittance

ZERO = Decimal("0.00")


def take_deposit(
    *, patient: int, register_session: int, tenders: Sequence[TenderIn], by: Any, at: datetime, note: str = ""
) -> Remittance:
    """Take money that no bill uses yet: tender / customer credit. The caller holds the transaction.

    Raises SessionNotOpen, PatientMissing or TenderInvalid.
    """
    desk, card = _at_desk(patient, register_session, by=by, at=at)
    payment = paid_in_money(tenders, step=desk.cash_step)
    before = hold_credit(patient)
    return _write(desk, card, Remittance.Kind.DEPOSIT, payment, before=before, note=note, by=by, at=at)


def pay_back_deposit(
    *, patient: int, register_session: int, tenders: Sequence[TenderIn], note: str, by: Any, at: datetime
) -> Remittance:
    """Pay unused credit back: customer credit / tender. The caller holds the transaction.

    Raises SessionNotOpen, PatientMissing, TenderInvalid, CreditTooLittle or DrawerTooLow.
    """
    in_cash = any(tender.kind == "cash" for tender in tenders)
    desk, card = _at_desk(patient, register_session, by=by, at=at, pays_out=in_cash)
    payment = paid_in_money(tenders, step=desk.cash_step, change=False)
    total = sum((tender.amount for tender in payment), ZERO)
    before = hold_credit(patient, spend=total)
    check_drawer(desk.session_id, pays_out=paid_in(payment, "cash"))
    return _write(desk, card, Remittance.Kind.PAY_BACK, payment, before=before, note=note, by=by, at=at)


def _at_desk(patient: int, register_session: int, *, by: Any, at: datetime, pays_out: bool = False) -> tuple[Desk, Any]:
    desk = hold_desk(register_session, by=by, at=at, pays_out=pays_out)
    ledger.hold_period(on=desk.business_on)
    card = patients.cards([patient], by).get(patient)
    if card is None:
        raise PatientMissing(field="patient")
    return desk, card


def _write(
    desk: Desk, card: Any, kind: str, payment: Sequence[Taken], *, before: Decimal, note: str, by: Any, at: datetime
) -> Remittance:
    total = sum((tender.amount for tender in payment), ZERO)
    came = total if kind == Remittance.Kind.DEPOSIT else -total
    remittance = write_remittance(
        desk,
        kind,
        payment,
        patient_id=card.id,
        note=note,
        content={
            "hn": card.hn,
            "patient_name": card.name,
            "credit_before": str(before),
            "credit_after": str(before + came),
        },
        by=by,
        at=at,
    )
    move_credit(
        patient_id=card.id,
        branch_id=desk.branch_id,
        kind=kind,
        amount=came,
        on=desk.business_on,
        by=by,
        at=at,
        remittance=remittance,
    )
    accounts = ledger.accounts_by_role()
    taken = came > 0
    ledger.post_entry(
        source=remittance.reference,
        source_number=remittance.number,
        journal="cash",
        on=desk.business_on,
        branch_id=desk.branch_id,
        lines=[
            *tender_lines(payment, accounts=accounts, back=not taken),
            _side(accounts["customer_credit"], total, debit=not taken),
        ],
        by=by,
        at=at,
    )
    return remittance


def _side(account: str, amount: Decimal, *, debit: bool) -> ledger.LineIn:
    return ledger.LineIn(account, debit=amount) if debit else ledger.LineIn(account, credit=amount)
