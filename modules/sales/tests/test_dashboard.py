"""The dashboard moves with the till, and the figures are those of the books."""

from datetime import date
from decimal import Decimal

from erp.kernel.hooks.hook import contributors
from erp.kernel.metrics.hooks import Feed, Span
from erp.kernel.metrics.store import differences, metric_of, total
from modules.sales.public import void_order
from modules.sales.tests.conftest import line

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
