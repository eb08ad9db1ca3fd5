"""A sale locks in one order, always: order, session, period, stock, value, number. Two tills never wait in a circle."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from modules.sales.data import TenderIn
from modules.sales.public import check_out, draft_order
from modules.sales.tests.conftest import D, line

ORDER = [
    "sales_order",
    "sales_registersession",
    "ledger_period",
    "inventory_quant",
    "inventory_stockvalue",
    "sequences_numberseries",
]


def locked(statements):
    """Tables in the order in which they are locked for the first time."""
    found = []
    for sql in statements:
        table = None
        if re.search(r"FOR (UPDATE|SHARE|NO KEY UPDATE)", sql):
            table = re.search(r'FROM (?:in_turn(?:,| CROSS JOIN) )?"?(\w+)"?', sql)  # the turn guards nothing
        elif "sequences_numberseries" in sql:
            table = re.search(r"(sequences_numberseries)", sql)
        if table and table[1] not in found:
            found.append(table[1])
    return found


def test_check_out_locks_in_the_order_of_the_house(till, at):
    lines = [line(till.serum), line(till.pill, 2)]
    draft = draft_order(branch_id=till.branch.pk, lines=lines, by=till.cashier, at=at)
    with CaptureQueriesContext(connection) as captured:
        check_out(
            register_session=till.session.pk,
            order_id=draft.pk,
            lines=lines,
            tenders=[TenderIn(kind="card", amount=D("1080.70"))],
            expected_total=D("1080.70"),
            by=till.cashier,
            at=at,
        )
    assert locked(query["sql"] for query in captured.captured_queries) == ORDER
