"""Sixteen want the last unit at the same moment: one gets it, fifteen hear what is left."""

import threading
from datetime import UTC, datetime
from decimal import Decimal

from django.db import connections, transaction

from erp.kernel.access.models import Branch, Company
from modules.catalog.public import activate_product, create_category, create_product
from modules.inventory.data import IssueIn, ReceiptIn
from modules.inventory.errors import OutOfStock
from modules.inventory.public import available, issue, mismatches, open_stock
from modules.ledger.tests.books import TaxCode
from modules.ledger.tests.books import chart as seed_chart

AT = datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_the_last_unit_goes_to_one_of_sixteen(committed_db):
    with transaction.atomic():
        seed_chart.load()
        branch = Branch.objects.create(code="STN", name="Sathorn", company=Company.objects.create(name="Lalita"))
        shelf = create_category(code="SKIN", name="Skin", name_th="", kind="retail")
        tax = TaxCode.objects.get(code="VAT7")
        values = {"code": "S", "kind": "retail", "name": "S", "category": shelf, "tax_code": tax, "tracks_stock": True}
        product = create_product(values=values, price=Decimal(10), by=None, at=AT)
        activate_product(product_id=product.pk, by=None, at=AT)
        open_stock(branch_id=branch.pk, lines=[ReceiptIn(product.pk, Decimal(1), Decimal(5))], by=None, at=AT)
    outcomes: list[str] = []
    gate = threading.Barrier(16)

    def attempt(number: int) -> None:
        gate.wait()
        try:
            with transaction.atomic():
                line = IssueIn(product.pk, Decimal(1))
                issue(branch_id=branch.pk, lines=[line], source=f"test.sale:{number}", at=AT, by=None)
            outcomes.append("got it")
        except OutOfStock as refusal:
            outcomes.append(f"left: {refusal.extra['available']}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["got it"] + ["left: 0"] * 15
    assert available([product.pk], branch.pk) == {product.pk: Decimal(0)}
    assert mismatches() == []
