"""The dashboard moves with the till, and the figures are those of the books."""

import json
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from erp.kernel.hooks.hook import contributors
from erp.kernel.metrics.hooks import Feed, Span
from erp.kernel.metrics.store import differences, metric_of, total
from modules.sales.data import RefundLineIn
from modules.sales.models import OrderLine
from modules.sales.public import refund_order, void_order
from modules.sales.tests.conftest import cash, line

D = Decimal
DAY = Span(since=date(2026, 11, 20), until=date(2026, 11, 20))


def test_revenue_and_takings_follow_sales_and_voids(till, sell, manager, at, drain):
    paid = sell(line(till.facial), line(till.serum), total="2570.00")
    branches = [till.branch.pk]
    drain()
    revenue, takings = metric_of("ledger.revenue"), metric_of("sales.takings")
    assert total(revenue, branch_ids=branches, span=DAY) == D("2500.00")
    assert total(takings, branch_ids=branches, span=DAY) == D("2570.00")
    assert revenue.proof(branch_ids=branches, span=DAY) == D("2500.00")
    void_order(order_id=paid.order_id, reason="wrong", by=manager, at=at)
    drain()
    assert total(takings, branch_ids=branches, span=DAY) == D("0.00")
    assert differences("ledger.revenue", branch_ids=branches, span=DAY) == {}
    feed = next(feed for feed in contributors(Feed) if feed.code == "sales.recent")
    (row,) = feed.latest(branch_ids=branches, viewer=manager, limit=5)
    assert (row.title, row.state, row.amount) == (paid.number, "voided", D("2570.00"))


def test_the_rows_behind_each_figure_add_up_to_it(till, sell, manager, api, drain):
    sell(line(till.facial), line(till.serum), total="2570.00")
    wrong = sell(line(till.serum), total="1070.00")
    void_order(order_id=wrong.order_id, reason="wrong", by=manager, at=till.at)
    drain()
    days = "period=custom&since=2026-11-20&until=2026-11-20"
    board = api(manager).get(f"/api/v1/dashboard/board/?{days}").json()
    figures = {tile["code"]: tile for tile in board["tiles"]}
    takings = rows_behind(figures["sales.takings"], "sales/orders", "total", api(manager))
    assert (figures["sales.takings"]["value"], takings) == ("2570.00", {"total": "2570.00"})
    revenue = rows_behind(figures["ledger.revenue"], "ledger/lines", "credit,debit", api(manager))
    assert D(revenue["credit"]) - D(revenue["debit"]) == D(figures["ledger.revenue"]["value"]) == D("2500.00")


def test_revenue_and_refunds_follow_a_refund_and_their_rows_add_up(till, sell, manager, at, drain, api):
    paid = sell(line(till.facial), line(till.serum), total="2570.00")
    serum = OrderLine.objects.get(product=till.serum)
    refund_order(
        order_id=paid.order_id,
        register_session=till.session.pk,
        lines=[RefundLineIn(line_id=serum.pk, quantity=D(1), goods="stock")],
        tenders=[cash("1070.00")],
        reason="rash",
        by=manager,
        at=at,
    )
    drain()
    branches = [till.branch.pk]
    revenue, takings, refunds = (metric_of(code) for code in ("ledger.revenue", "sales.takings", "sales.refunds"))
    assert total(revenue, branch_ids=branches, span=DAY) == D("1500.00")
    assert revenue.proof(branch_ids=branches, span=DAY) == D("1500.00")
    assert total(takings, branch_ids=branches, span=DAY) == D("2570.00")
    assert total(refunds, branch_ids=branches, span=DAY) == D("1070.00")
    assert differences("ledger.revenue", branch_ids=branches, span=DAY) == {}
    board = api(manager).get("/api/v1/dashboard/board/?period=custom&since=2026-11-20&until=2026-11-20").json()
    figures = {tile["code"]: tile for tile in board["tiles"]}
    rows = rows_behind(figures["sales.refunds"], "sales/refunds", "total", api(manager))
    assert (figures["sales.refunds"]["value"], rows) == ("1070.00", {"total": "1070.00"})


def test_the_alerts_behind_the_number_are_all_there(till, sell, manager, api, cashier):
    source = api(manager).get("/api/v1/dashboard/board/").json()["alerts"][0]
    found = api(manager).get(f"/api/v1/dashboard/alerts/{source['code']}/").json()
    assert (found["count"], len(found["alerts"])) == (source["count"], source["count"])
    assert api(manager).get("/api/v1/dashboard/alerts/nothing/").status_code == 404


def rows_behind(tile, address, sums, client):
    """What the list sums up, asked as the tile's link does: its filter, and its days on the list's own day."""
    query = parse_qs(urlsplit(tile["rows"]).query)
    where = json.loads(query["where"][0])
    if "since" in query:
        where["business_on"] = {"gte": query["since"][0], "lte": query["until"][0]}
    return client.get(f"/api/v1/{address}/", {"where": json.dumps(where), "sum": sums, "limit": 1}).json()["sums"]
