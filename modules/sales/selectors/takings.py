"""What a shift took: X and Z, and the drawer. Computed from the rows, in a fixed number of statements."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max

from modules.ledger.public import chain_head
from modules.sales.errors import DrawerTooLow, NotCounted
from modules.sales.models import CountLine, RegisterSession, SessionState
from modules.sales.policies import OVER_SHORT_TOLERANCE
from modules.sales.selectors.tenders import MONEY

ZERO = Decimal("0.00")
CASH_BY_SUBTRACTION = ("sales_total", "exempt", "taxable", "vat", "net_takings")
REFUND_ROW = ("number", "original", "total", "reason", "tenders")

# Cash of bills and of deposits and collections alike; what of a deposit is paid back stands with the cash refunds.
CASH = """
SELECT coalesce((SELECT sum(t.tendered) FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
                  WHERE o.register_session_id = %(session)s AND t.kind = 'cash'
                    AND o.state IN ('paid', 'partly_refunded', 'refunded')), 0)
     + coalesce((SELECT sum(t.tendered) FROM sales_remittancetender t JOIN sales_remittance r ON r.id = t.remittance_id
                  WHERE r.register_session_id = %(session)s AND t.kind = 'cash' AND r.kind <> 'pay_back'), 0),
       coalesce((SELECT sum(t.tendered - t.amount) FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
                  WHERE o.register_session_id = %(session)s AND t.kind = 'cash'
                    AND o.state IN ('paid', 'partly_refunded', 'refunded')), 0)
     + coalesce((SELECT sum(t.tendered - t.amount) FROM sales_remittancetender t
                   JOIN sales_remittance r ON r.id = t.remittance_id
                  WHERE r.register_session_id = %(session)s AND t.kind = 'cash'), 0),
       coalesce((SELECT sum(amount) FROM sales_cashmovement
                  WHERE session_id = %(session)s AND direction = 'in'), 0),
       coalesce((SELECT sum(amount) FROM sales_cashmovement
                  WHERE session_id = %(session)s AND direction = 'out'), 0),
       coalesce((SELECT sum(t.amount) FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
                  WHERE r.register_session_id = %(session)s AND r.state = 'paid' AND t.kind = 'cash'), 0)
     + coalesce((SELECT sum(t.amount) FROM sales_remittancetender t JOIN sales_remittance r ON r.id = t.remittance_id
                  WHERE r.register_session_id = %(session)s AND t.kind = 'cash' AND r.kind = 'pay_back'), 0)
"""
SALES = """
SELECT count(*) FILTER (WHERE state <> 'voided'), coalesce(sum(total) FILTER (WHERE state <> 'voided'), 0),
       count(*) FILTER (WHERE state = 'voided'), coalesce(sum(total) FILTER (WHERE state = 'voided'), 0),
       coalesce((array_agg(number ORDER BY id))[1], ''), coalesce((array_agg(number ORDER BY id DESC))[1], ''),
       coalesce(sum(discount) FILTER (WHERE state <> 'voided'), 0)
  FROM sales_order WHERE register_session_id = %(session)s AND number <> ''
"""
SERIES = """
SELECT (array_agg(number ORDER BY id))[1], (array_agg(number ORDER BY id DESC))[1], count(*)
  FROM sales_order WHERE register_session_id = %(session)s AND number <> ''
 GROUP BY regexp_replace(number, '[0-9]+$', '') ORDER BY 1
"""
TAXES = """
SELECT coalesce(sum(p.gross) FILTER (WHERE t.is_exempt), 0), coalesce(sum(p.net) FILTER (WHERE NOT t.is_exempt), 0),
       coalesce(sum(p.vat), 0)
  FROM sales_order o
  JOIN sales_orderline l ON l.order_id = o.id
  JOIN sales_taxpart p ON p.line_id = l.id
  JOIN ledger_taxcode t ON t.id = p.tax_code_id
 WHERE o.register_session_id = %(session)s AND o.number <> '' AND o.state <> 'voided'
"""
REFUND_TAXES = """
SELECT coalesce(sum(p.gross) FILTER (WHERE t.is_exempt), 0), coalesce(sum(p.net) FILTER (WHERE NOT t.is_exempt), 0),
       coalesce(sum(p.vat), 0)
  FROM sales_refund r
  JOIN sales_refundline l ON l.refund_id = r.id
  JOIN sales_refundpart p ON p.refund_line_id = l.id
  JOIN ledger_taxcode t ON t.id = p.tax_code_id
 WHERE r.register_session_id = %(session)s AND r.state = 'paid'
"""
REFUNDS = """
SELECT r.number, o.number, r.total, r.reason,
       (SELECT coalesce(string_agg(t.kind, ',' ORDER BY t.id), '') FROM sales_refundtender t WHERE t.refund_id = r.id)
  FROM sales_refund r JOIN sales_order o ON o.id = r.order_id
 WHERE r.register_session_id = %(session)s AND r.state = 'paid' ORDER BY r.paid_at, r.id
"""
# What each kind of payment brought, what went back the same way, and how many payments came.
TENDERS = """
SELECT kind, sum(amount), sum(back), count(*) FILTER (WHERE amount > 0) FROM (
    SELECT t.kind, t.amount, 0 AS back FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
     WHERE o.register_session_id = %(session)s AND o.state <> 'voided'
    UNION ALL
    SELECT t.kind, 0, t.amount FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
     WHERE r.register_session_id = %(session)s AND r.state = 'paid'
    UNION ALL
    SELECT t.kind, CASE WHEN r.kind = 'pay_back' THEN 0 ELSE t.amount END,
           CASE WHEN r.kind = 'pay_back' THEN t.amount ELSE 0 END
      FROM sales_remittancetender t JOIN sales_remittance r ON r.id = t.remittance_id
     WHERE r.register_session_id = %(session)s) moved
 GROUP BY kind ORDER BY kind
"""
REMITTANCES = """
SELECT kind, count(*), sum(amount) FROM sales_remittance WHERE register_session_id = %(session)s
 GROUP BY kind ORDER BY kind
"""
COUNTED = """
SELECT coalesce(sum(denomination * pieces), 0) FROM sales_countline
 WHERE session_id = %(session)s AND attempt = %(attempt)s
"""
OPEN_DRAWERS = """
SELECT coalesce(sum(s.float_amount), 0)
     + coalesce(sum((SELECT sum(t.amount) FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
                      WHERE o.register_session_id = s.id AND t.kind = 'cash' AND o.state <> 'voided')), 0)
     + coalesce(sum((SELECT sum(CASE WHEN m.direction = 'in' THEN m.amount ELSE -m.amount END)
                       FROM sales_cashmovement m WHERE m.session_id = s.id)), 0)
     - coalesce(sum((SELECT sum(t.amount) FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
                      WHERE r.register_session_id = s.id AND r.state = 'paid' AND t.kind = 'cash')), 0)
     + coalesce(sum((SELECT sum(CASE WHEN r.kind = 'pay_back' THEN -t.amount ELSE t.amount END)
                       FROM sales_remittancetender t JOIN sales_remittance r ON r.id = t.remittance_id
                      WHERE r.register_session_id = s.id AND t.kind = 'cash')), 0)
  FROM sales_registersession s
 WHERE s.state <> 'closed' AND (%(branch)s::bigint IS NULL OR s.branch_id = %(branch)s::bigint)
"""


@dataclass(frozen=True, slots=True)
class Drawer:
    """What should be in the drawer, and why."""

    float: Decimal
    cash_tendered: Decimal
    change: Decimal
    refunds: Decimal
    cash_in: Decimal
    cash_out: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """The drawer beside what was counted."""

    float: Decimal
    cash_tendered: Decimal
    change: Decimal
    refunds: Decimal
    cash_in: Decimal
    cash_out: Decimal
    expected: Decimal
    counted: Decimal
    over_short: Decimal
    tolerance: Decimal
    needs_manager: bool


def drawer(session: RegisterSession) -> Drawer:
    """Expected = float + cash tendered − change − cash paid back + in − out."""
    with connection.cursor() as cursor:
        cursor.execute(CASH, {"session": session.pk})
        tendered, change, came, went, back = cursor.fetchone()
    expected = session.float_amount + tendered - change - back + came - went
    return Drawer(session.float_amount, tendered, change, back, came, went, expected)


def check_drawer(session_id: int | None, *, pays_out: Decimal) -> None:
    """The drawer holds what is taken out of it. Raises DrawerTooLow. The session is locked against other cash."""
    if pays_out and session_id is not None and pays_out > drawer(RegisterSession.objects.get(pk=session_id)).expected:
        raise DrawerTooLow()


def last_attempt(session_id: int) -> int:
    """How often the drawer was counted."""
    found = CountLine.objects.filter(session_id=session_id).aggregate(last=Max("attempt"))["last"]
    return int(found or 0)


def count_of(session: RegisterSession) -> DrawerCount:
    """The last count beside what was expected. Raises NotCounted."""
    attempt = last_attempt(session.pk)
    if not attempt:
        raise NotCounted()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"session": session.pk, "attempt": attempt})
        (counted,) = cursor.fetchone()
    held = drawer(session)
    counted = Decimal(counted).quantize(ZERO)
    difference = counted - held.expected
    return DrawerCount(
        **asdict(held),
        counted=counted,
        over_short=difference,
        tolerance=OVER_SHORT_TOLERANCE,
        needs_manager=abs(difference) > OVER_SHORT_TOLERANCE,
    )


def session_report(session: RegisterSession, *, z: bool, blind: bool = False) -> dict[str, Any]:
    """X (any time) or Z (after the close). A blind one says no sum from which the drawer follows."""
    values = {"session": session.pk}
    with connection.cursor() as cursor:
        cursor.execute(SALES, values)
        sales = cursor.fetchone()
        cursor.execute(SERIES, values)
        series = [{"first": first, "last": last, "count": count} for first, last, count in cursor.fetchall()]
        cursor.execute(TAXES, values)
        exempt, taxable, vat = cursor.fetchone()
        cursor.execute(TENDERS, values)
        tenders = [
            {"kind": kind, "amount": amount - back, "refunded": back, "count": count}
            for kind, amount, back, count in cursor.fetchall()
        ]
        cursor.execute(REFUND_TAXES, values)
        exempt_back, taxable_back, vat_back = cursor.fetchone()
        cursor.execute(REFUNDS, values)
        refunds = [dict(zip(REFUND_ROW, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute(REMITTANCES, values)
        remittances = [{"kind": kind, "count": count, "amount": amount} for kind, count, amount in cursor.fetchall()]
    refunded = sum((each["total"] for each in refunds), ZERO)
    report = {
        "blind": blind,
        "number": session.number,
        "session": session.pk,
        "register": session.register.code,
        "branch": session.branch.name,
        "branch_th": session.branch.name_th,
        "business_on": session.business_on,
        "cashier": str(session.opened_by) if session.opened_by else "",
        "opened_at": session.opened_at,
        "closed_at": session.closed_at,
        "sales_count": sales[0],
        "sales_total": sales[1],
        "void_count": sales[2],
        "void_total": sales[3],
        "refund_count": len(refunds),
        "refund_total": refunded,
        "refunds": refunds,
        "discount_total": sales[6],
        "exempt": exempt - exempt_back,
        "taxable": taxable - taxable_back,
        "vat": vat - vat_back,
        "net_takings": sum((each["amount"] for each in tenders if each["kind"] in MONEY), ZERO),
        "remittances": remittances,
        "first_number": sales[4],
        "last_number": sales[5],
        "series": series,
        "tenders": tenders,
        "cash": asdict(count_of(session)) if z and session.state == SessionState.CLOSED else None,
        "close_reason": session.close_reason,
        "ledger_head": chain_head() if z else "",
    }
    return _blinded(report) if blind else report


def _blinded(report: dict[str, Any]) -> dict[str, Any]:
    """Without cash, and without every sum that gives the cash away beside the other payments."""
    tenders = [{**each, "amount": None} if each["kind"] == "cash" else each for each in report["tenders"]]
    remittances = [{**each, "amount": None} for each in report["remittances"]]
    return {**report, **dict.fromkeys(CASH_BY_SUBTRACTION), "tenders": tenders, "remittances": remittances}


def open_drawers(*, branch_id: int | None = None) -> Decimal:
    """What all open drawers should hold."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_DRAWERS, {"branch": branch_id})
        return Decimal(cursor.fetchone()[0]).quantize(ZERO)
