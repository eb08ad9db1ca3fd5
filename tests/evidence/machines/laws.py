"""The laws of domain.md as SQL: each answers how many rows break it. One statement asks them all.

`%(entry)s`, `%(order)s`, … are the newest ids before the run: a law looks only at what the run has made.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from tests.evidence.machines.story import Picture

FLOORS = {
    "entry": "ledger_journalentry",
    "order": "sales_order",
    "session": "sales_registersession",
    "refund": "sales_refund",
    "discount": "sales_discountrequest",
    "course": "courses_usercoursebalance",
    "change": "courses_coursechange",
    "hold": "courses_coursehold",
    "redemption": "courses_redemption",
    "log": "commissions_commissionlog",
    "settlement": "commissions_commissionsettlement",
    "fact": "events_outboxevent",
    "move": "inventory_stockmove",
    "credit": "sales_creditmovement",
    "remittance": "sales_remittance",
    "customer": "sales_customer",
}


def proof(role: str, figure: str, *, sign: str = "") -> str:
    """By how much the account of a role and its sub-ledger differ."""
    return f"""
SELECT abs({sign}coalesce(sum(l.debit - l.credit), 0) - ({figure}))
  FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
  JOIN ledger_accountrole r ON r.account_id = l.account_id AND r.role = '{role}' WHERE l.entry_id > %(entry)s"""


BOOKS = {
    "each entry balances and has two lines": """
SELECT count(*) FROM (SELECT 1 FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
  WHERE e.state = 'posted' AND e.id > %(entry)s GROUP BY e.id
 HAVING sum(debit) <> sum(credit) OR count(*) < 2) wrong""",
    "the trial balance is 0.00": """
SELECT abs(coalesce(sum(l.debit - l.credit), 0)) FROM ledger_journalline l JOIN ledger_journalentry e
  ON e.id = l.entry_id AND e.state = 'posted' WHERE e.id > %(entry)s""",
    "an entry lies in its period": """
SELECT count(*) FROM ledger_journalentry e JOIN ledger_period p ON p.id = e.period_id
 WHERE e.id > %(entry)s AND e.entry_on NOT BETWEEN p.starts_on AND p.ends_on""",
}

# Every series of the branch: as many numbers as its highest, and as its counter says.
NUMBERS = """
WITH given AS (
    SELECT number FROM sales_order WHERE id > %(order)s AND number <> ''
    UNION ALL SELECT number FROM sales_refund WHERE id > %(refund)s AND number <> ''
    UNION ALL SELECT number FROM sales_remittance WHERE id > %(remittance)s
    UNION ALL SELECT number FROM sales_registersession WHERE id > %(session)s AND number <> ''
    UNION ALL SELECT number FROM courses_usercoursebalance WHERE id > %(course)s
    UNION ALL SELECT number FROM commissions_commissionsettlement WHERE id > %(settlement)s
), series AS (
    SELECT left(number, -7) AS name, count(DISTINCT number) AS how_many, count(*) AS rows,
           max(right(number, 6)::int) AS highest FROM given GROUP BY 1
)
SELECT (SELECT count(*) FROM series WHERE how_many <> highest OR rows <> how_many)
     + abs((SELECT coalesce(sum(how_many), 0) FROM series)
           - (SELECT coalesce(sum(last), 0) FROM sequences_numberseries
               WHERE key LIKE '%%/' || %(code)s::text || '/%%'))
"""

DRAWERS = """
SELECT coalesce(sum(s.float_amount
     + (SELECT coalesce(sum(t.amount), 0) FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
         WHERE o.register_session_id = s.id AND t.kind = 'cash' AND o.state <> 'voided')
     - (SELECT coalesce(sum(t.amount), 0) FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
         WHERE r.register_session_id = s.id AND t.kind = 'cash')
     + (SELECT coalesce(sum(CASE m.kind WHEN 'pay_back' THEN -t.amount ELSE t.amount END), 0)
          FROM sales_remittancetender t JOIN sales_remittance m ON m.id = t.remittance_id
         WHERE m.register_session_id = s.id AND t.kind = 'cash')
     + (SELECT coalesce(sum(CASE direction WHEN 'in' THEN amount ELSE -amount END), 0) FROM sales_cashmovement m
         WHERE m.session_id = s.id)), 0)
  FROM sales_registersession s WHERE s.id > %(session)s AND s.state <> 'closed'"""

TILL = {
    "the cash account is the open drawers": proof("cash", DRAWERS),
    "no drawer holds less than nothing": """
SELECT count(*) FROM sales_registersession s WHERE s.id > %(session)s AND sales_drawer_expected(s.id) < 0""",
    "the stock account is the stock": proof(
        "stock", "SELECT coalesce(sum(value), 0) FROM inventory_stockvalue WHERE branch_id = %(branch)s"
    ),
    "stock is the sum of its moves": """
SELECT count(*) FROM inventory_quant q JOIN inventory_location p ON p.id = q.location_id AND p.branch_id = %(branch)s
 WHERE q.quantity < 0 OR q.quantity <> (SELECT sum(CASE WHEN m.destination_id = p.id THEN m.quantity ELSE -m.quantity
       END) FROM inventory_stockmove m WHERE m.id > %(move)s AND m.state = 'done' AND m.product_id = q.product_id
       AND m.lot_id IS NOT DISTINCT FROM q.lot_id AND p.id IN (m.destination_id, m.origin_id))""",
    "a paid bill adds up": """
SELECT count(*) FROM sales_order o WHERE o.id > %(order)s AND o.paid_at IS NOT NULL AND (
     o.total <> (SELECT coalesce(sum(gross), 0) FROM sales_orderline l WHERE l.order_id = o.id)
  OR o.total <> (SELECT coalesce(sum(amount), 0) FROM sales_tender t WHERE t.order_id = o.id)
  OR (o.total, o.vat) <> (SELECT coalesce(sum(p.net + p.vat), 0), coalesce(sum(p.vat), 0) FROM sales_taxpart p
                            JOIN sales_orderline l ON l.id = p.line_id WHERE l.order_id = o.id))""",
    "a bill is posted once, a void takes it back": """
SELECT count(*) FROM sales_order o WHERE o.id > %(order)s AND o.paid_at IS NOT NULL AND o.total > 0 AND (
     (SELECT count(*) FROM ledger_journalentry e WHERE e.source = 'sales.order:' || o.id AND e.state = 'posted') <> 1
  OR (SELECT count(*) FROM ledger_journalentry e WHERE e.source = 'sales.order:' || o.id || '/reversal')
     <> (o.state = 'voided')::int)""",
    "a bill is told once, a void and a refund too": """
SELECT count(*) FROM sales_order o WHERE o.id > %(order)s AND (
    SELECT count(*) FILTER (WHERE f.type = 'sales.order.paid.v1') * 10000
         + count(*) FILTER (WHERE f.type = 'sales.order.voided.v1') * 100
         + count(*) FILTER (WHERE f.type = 'sales.order.refunded.v1')
      FROM events_outboxevent f WHERE f.id > %(fact)s AND f.key = 'order_id:' || o.id)
   <> (o.paid_at IS NOT NULL)::int * 10000 + (o.state = 'voided' AND o.paid_at IS NOT NULL)::int * 100
    + (SELECT count(*) FROM sales_refund r WHERE r.order_id = o.id AND r.state = 'paid')""",
    "no more goes back than was sold": """
SELECT count(*) FROM sales_orderline o CROSS JOIN LATERAL (
    SELECT coalesce(sum(b.quantity), 0) AS quantity, coalesce(sum(b.gross + b.kept), 0) AS money
      FROM sales_refundline b JOIN sales_refund r ON r.id = b.refund_id
     WHERE b.line_id = o.id AND r.state NOT IN ('refused', 'withdrawn')) back
 WHERE o.order_id > %(order)s AND (back.quantity > o.quantity OR back.money > o.gross
    OR (back.quantity = o.quantity AND back.money <> o.gross))""",
    "a refund adds up, is posted once and leaves a number": """
SELECT count(*) FROM sales_refund r WHERE r.id > %(refund)s AND (
     (r.total, r.vat) <> (SELECT coalesce(sum(p.net + p.vat), 0), coalesce(sum(p.vat), 0) FROM sales_refundpart p
                            JOIN sales_refundline l ON l.id = p.refund_line_id WHERE l.refund_id = r.id)
  OR (r.state = 'paid') <> (r.number <> '')
  OR (r.state = 'paid' AND r.total <> (SELECT coalesce(sum(amount), 0) FROM sales_refundtender t
                                        WHERE t.refund_id = r.id))
  OR (r.state = 'paid' AND r.total > 0
      AND (SELECT count(*) FROM ledger_journalentry e WHERE e.source = 'sales.refund:' || r.id) <> 1))""",
    "a bill says what was given back of it": """
SELECT count(*) FROM sales_order o WHERE o.id > %(order)s AND o.state IN ('paid', 'partly_refunded', 'refunded')
   AND o.state <> CASE WHEN NOT EXISTS (SELECT FROM sales_refund r WHERE r.order_id = o.id AND r.state = 'paid')
     THEN 'paid' WHEN EXISTS (SELECT FROM sales_orderline l WHERE l.order_id = o.id AND l.quantity > (
       SELECT coalesce(sum(b.quantity), 0) FROM sales_refundline b JOIN sales_refund r ON r.id = b.refund_id
        WHERE b.line_id = l.id AND r.state = 'paid')) THEN 'partly_refunded' ELSE 'refunded' END""",
    "a closing says what its sales left in the drawer": """
SELECT count(*) FROM sales_registersession s WHERE s.id > %(session)s AND s.state = 'closed' AND (
    s.number = '' OR s.expected <> s.float_amount
     + (SELECT coalesce(sum(t.amount), 0) FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
         WHERE o.register_session_id = s.id AND t.kind = 'cash' AND o.state <> 'voided')
     - (SELECT coalesce(sum(t.amount), 0) FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
         WHERE r.register_session_id = s.id AND t.kind = 'cash')
     + (SELECT coalesce(sum(CASE m.kind WHEN 'pay_back' THEN -t.amount ELSE t.amount END), 0)
          FROM sales_remittancetender t JOIN sales_remittance m ON m.id = t.remittance_id
         WHERE m.register_session_id = s.id AND t.kind = 'cash')
     + (SELECT coalesce(sum(CASE direction WHEN 'in' THEN amount ELSE -amount END), 0) FROM sales_cashmovement m
         WHERE m.session_id = s.id))""",
    "numbers have no gap": NUMBERS,
}

# What is still open of each bill on account, worked out here and not by the product.
OPEN = """
SELECT o.id, t.customer_id, t.amount
     - (SELECT coalesce(sum(b.amount), 0) FROM sales_refundtender b JOIN sales_refund r ON r.id = b.refund_id
         WHERE r.order_id = o.id AND b.kind = 'on_account')
     - (SELECT coalesce(sum(l.amount), 0) FROM sales_collectionline l WHERE l.order_id = o.id) AS open
  FROM sales_order o JOIN sales_tender t ON t.order_id = o.id AND t.kind = 'on_account'
 WHERE o.id > %(order)s AND o.state <> 'voided'"""

ACCOUNTS = {
    "what companies owe is the receivable account": proof(
        "receivable", f"SELECT coalesce(sum(open), 0) FROM ({OPEN}) b"
    ),
    "no more is collected or refunded than was put on account": f"SELECT count(*) FROM ({OPEN}) b WHERE open < 0",
    "no company owes more than its limit": f"""
SELECT count(*) FROM sales_customer c WHERE c.id > %(customer)s
   AND c.credit_limit < (SELECT coalesce(sum(open), 0) FROM ({OPEN}) b WHERE b.customer_id = c.id)""",
    "a voided bill was never collected": """
SELECT count(*) FROM sales_collectionline l JOIN sales_order o ON o.id = l.order_id WHERE o.id > %(order)s
   AND o.state = 'voided'""",
    "what patients have with the house is its account": proof(
        "customer_credit", "SELECT coalesce(sum(amount), 0) FROM sales_creditmovement WHERE id > %(credit)s", sign="-"
    ),
    "a patient's credit is the sum of its movements, never below zero": """
SELECT count(*) FROM (SELECT patient_id, sum(amount) AS moved FROM sales_creditmovement GROUP BY 1) m
  FULL JOIN sales_customercredit c USING (patient_id)
 WHERE coalesce(c.balance, 0) < 0 OR coalesce(c.balance, 0) <> coalesce(m.moved, 0)""",
    "credit spent is a tender, credit kept is one of a refund": """
SELECT count(*) FROM sales_order o WHERE o.id > %(order)s AND o.paid_at IS NOT NULL AND (
       (SELECT coalesce(sum(t.amount), 0) FROM sales_tender t WHERE t.order_id = o.id AND t.kind = 'credit')
         * (o.state <> 'voided')::int
    <> (SELECT -coalesce(sum(m.amount), 0) FROM sales_creditmovement m WHERE m.order_id = o.id)
    OR (SELECT coalesce(sum(t.amount), 0) FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
         WHERE r.order_id = o.id AND t.kind = 'credit')
    <> (SELECT coalesce(sum(m.amount), 0) FROM sales_creditmovement m JOIN sales_refund r ON r.id = m.refund_id
         WHERE r.order_id = o.id))""",
    "a deposit or collection adds up, and is posted and told once": """
SELECT count(*) FROM sales_remittance m WHERE m.id > %(remittance)s AND (
     m.amount <> (SELECT sum(t.amount) FROM sales_remittancetender t WHERE t.remittance_id = m.id)
  OR (m.kind = 'collection' AND m.amount <> (SELECT sum(l.amount) FROM sales_collectionline l
                                              WHERE l.remittance_id = m.id))
  OR (m.kind <> 'collection' AND m.amount <> (SELECT abs(sum(c.amount)) FROM sales_creditmovement c
                                               WHERE c.remittance_id = m.id))
  OR (SELECT count(*) FROM ledger_journalentry e WHERE e.source = 'sales.remittance:' || m.id) <> 1
  OR (SELECT count(*) FROM events_outboxevent f WHERE f.id > %(fact)s AND f.key = 'remittance_id:' || m.id) <> 1)""",
}
TILL |= ACCOUNTS

COURSES = {
    "what is owed is the liability account": proof(
        "course_liability",
        """SELECT coalesce(sum(a.paid_net - (SELECT coalesce(sum(u.value), 0) FROM courses_redemption u
             WHERE u.allowance_id = a.id AND NOT EXISTS (SELECT FROM courses_redemptionreturn b
                                                          WHERE b.redemption_id = u.id))), 0)
               + coalesce((SELECT sum(m.value) FROM courses_coursemovement m WHERE m.balance_id > %(course)s
                                                                               AND m.kind = 'refunded'), 0)
             FROM courses_courseallowance a JOIN courses_usercoursebalance c ON c.id = a.balance_id
            WHERE c.id > %(course)s AND c.state IN ('active', 'frozen', 'exhausted', 'refunded')""",
        sign="-",
    ),
    "what was used is earned": proof(
        "course_revenue",
        """SELECT coalesce(sum(u.value), 0) FROM courses_redemption u WHERE u.id > %(redemption)s
             AND NOT EXISTS (SELECT FROM courses_redemptionreturn b WHERE b.redemption_id = u.id)""",
        sign="-",
    ),
    "used is redeemed, held is held, both within what was sold": """
SELECT count(*) FROM courses_courseallowance a WHERE a.balance_id > %(course)s AND (
     a.used + a.held > a.sold
  OR a.used <> (SELECT coalesce(sum(u.sessions), 0) FROM courses_redemption u WHERE u.allowance_id = a.id
                   AND NOT EXISTS (SELECT FROM courses_redemptionreturn b WHERE b.redemption_id = u.id))
  OR a.held <> (SELECT coalesce(sum(sessions), 0) FROM courses_coursehold h
                 WHERE h.allowance_id = a.id AND h.state = 'held'))""",
    "no session earns more than was paid, all of them exactly that": """
SELECT count(*) FROM courses_courseallowance a CROSS JOIN LATERAL (
    SELECT coalesce(sum(u.value), 0) AS value FROM courses_redemption u WHERE u.allowance_id = a.id
       AND NOT EXISTS (SELECT FROM courses_redemptionreturn b WHERE b.redemption_id = u.id)) earned
 WHERE a.balance_id > %(course)s AND (earned.value > a.paid_net OR (a.used = a.sold AND earned.value <> a.paid_net))""",
    "a course is used up when its sessions are": """
SELECT count(*) FROM courses_usercoursebalance c WHERE c.id > %(course)s AND c.state IN ('active', 'exhausted')
   AND (c.state = 'exhausted') <> NOT EXISTS (SELECT FROM courses_courseallowance a
                                               WHERE a.balance_id = c.id AND a.used < a.sold)""",
    "a line of a course is money that a course was paid": """
SELECT count(*) FROM sales_orderline l JOIN catalog_product p ON p.id = l.product_id AND p.kind = 'course'
  JOIN sales_order o ON o.id = l.order_id AND o.paid_at IS NOT NULL
 WHERE o.id > %(order)s AND l.gross <> (
    SELECT coalesce(sum(m.amount), 0) FROM courses_coursemovement m
     WHERE m.source = 'sales.order_line:' || l.id AND m.kind IN ('sold', 'paid'))""",
    "instalments are the price, the paid ones what its treatments were paid": """
SELECT count(*) FROM courses_usercoursebalance c CROSS JOIN LATERAL (
    SELECT count(*) AS parts, coalesce(sum(i.amount), 0) AS whole,
           coalesce(sum(i.amount) FILTER (WHERE i.paid_by <> ''), 0) AS paid
      FROM courses_courseinstalment i WHERE i.balance_id = c.id) agreed
 WHERE c.id > %(course)s AND agreed.parts > 0 AND c.transferred_from_id IS NULL AND c.state <> 'refunded'
   AND (agreed.whole <> c.price OR agreed.paid <> (SELECT sum(a.paid_gross) FROM courses_courseallowance a
                                                    WHERE a.balance_id = c.id))""",
    "a course paid at once carries what its line was paid": """
SELECT count(*) FROM sales_orderline l JOIN catalog_product p ON p.id = l.product_id AND p.kind = 'course'
  JOIN sales_order o ON o.id = l.order_id AND o.paid_at IS NOT NULL
 WHERE o.id > %(order)s AND l.pays = '' AND l.gross <> (SELECT coalesce(sum(a.gross), 0) FROM courses_courseallowance a
   JOIN courses_usercoursebalance c ON c.id = a.balance_id WHERE c.sold_by = 'sales.order_line:' || l.id)""",
    "a session is told once, its return too": """
SELECT abs((SELECT count(*) FROM courses_redemption WHERE id > %(redemption)s)
         - (SELECT count(*) FROM events_outboxevent WHERE id > %(fact)s AND type = 'courses.redemption.made.v1'))
     + abs((SELECT count(*) FROM courses_redemptionreturn WHERE redemption_id > %(redemption)s)
         - (SELECT count(*) FROM events_outboxevent WHERE id > %(fact)s AND type = 'courses.redemption.returned.v1'))
""",
}

# rule(Σ base) of a person's month, whole or marginal, worked out here and not by the product.
BY_RULE = """
SELECT count(*) FROM (
    SELECT l.staff_id, l.plan_id, l.month_on, sum(l.base) AS base, sum(l.amount) AS amount
      FROM commissions_commissionlog l WHERE l.id > %(log)s AND l.by_tiers GROUP BY 1, 2, 3) month
  JOIN commissions_commissionplan p ON p.id = month.plan_id
 CROSS JOIN LATERAL (
    SELECT CASE p.mode
      WHEN 'whole' THEN round(month.base * (
          SELECT t.percent FROM commissions_commissiontier t WHERE t.plan_id = p.id
             AND (t.above = 0 OR t.above < month.base) ORDER BY t.above DESC LIMIT 1) / 100, 2)
      ELSE (SELECT round(sum(greatest(0, least(month.base, coalesce(t.until, month.base)) - t.above) * t.percent / 100),
                         2)
              FROM (SELECT above, percent, lead(above) OVER (ORDER BY above) AS until
                      FROM commissions_commissiontier WHERE plan_id = p.id) t)
      END AS amount) rule
 WHERE month.amount <> rule.amount"""

IN_SETTLEMENT = """
SELECT coalesce(sum(l.amount), 0) FROM commissions_commissionlog l LEFT JOIN commissions_commissionsettlement s
    ON s.id = l.settlement_id WHERE l.id > %(log)s AND {which}"""

COMMISSIONS = {
    "a month's commission is the rule of its base": BY_RULE,
    "what is accrued is the account": proof(
        "commission_accrued",
        IN_SETTLEMENT.format(which="coalesce(s.state, '') NOT IN ('approved', 'paid')"),
        sign="-",
    ),
    "what is settled and not paid is the account": proof(
        "commission_payable", IN_SETTLEMENT.format(which="s.state = 'approved'"), sign="-"
    ),
    "commission is an expense": proof("commission_expense", IN_SETTLEMENT.format(which="true")),
    "a settlement is the sum of its lines, and settles them": """
SELECT count(*) FROM commissions_commissionsettlement s WHERE s.id > %(settlement)s AND (
     (s.state = 'refused' AND EXISTS (SELECT FROM commissions_commissionlog l WHERE l.settlement_id = s.id))
  OR (s.state <> 'refused' AND s.amount <> (SELECT coalesce(sum(amount), 0) FROM commissions_commissionlog l
                                             WHERE l.settlement_id = s.id))
  OR (s.state IN ('approved', 'paid') AND EXISTS (SELECT FROM commissions_commissionlog l
                                                   WHERE l.settlement_id = s.id AND l.state <> 'settled')))""",
}


class Books:
    """Asks the laws and the states in one prepared statement, on a connection of its own: it sees what is committed."""

    def __init__(
        self, link: psycopg.Connection[Any], *, laws: Mapping[str, str], nouns: Mapping[str, str], marks: Sequence[str]
    ) -> None:
        self.link = link
        asked = [f"'{name.replace(chr(39), chr(39) * 2)}', ({law})" for name, law in laws.items()]
        listed = [f"'{noun}', (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM ({text}) x)"
                  for noun, text in nouns.items()]  # fmt: skip
        marked = [f"(SELECT coalesce(md5(string_agg(x::text, ',' ORDER BY x::text)), '') FROM ({text}) x)"
                  for text in marks]  # fmt: skip
        self.question = (
            f"SELECT json_build_object({', '.join(asked)}), json_build_object({', '.join(listed)}),"
            f" {' || '.join(marked) or repr('')}"
        )

    def floors(self) -> dict[str, int]:
        """The newest id of each table."""
        asked = ", ".join(f"(SELECT coalesce(max(id), 0) FROM {table})" for table in FLOORS.values())
        row = self.link.execute(f"SELECT {asked}").fetchone()
        assert row is not None
        return dict(zip(FLOORS, row, strict=True))

    def look(self, given: Mapping[str, Any]) -> Picture:
        """The picture."""
        row = self.link.execute(self.question, given, prepare=True).fetchone()
        assert row is not None
        broken, nouns, mark = row
        states = {noun: [(int(pk), state) for pk, state in rows or []] for noun, rows in nouns.items()}
        wrong = {name: count for name, count in broken.items() if count}
        return Picture(states, wrong, f"{mark} {sorted(states.items())}")
