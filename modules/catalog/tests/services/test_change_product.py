"""A product's life and price."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from erp.kernel.documents.refusals import Invalid, NotNow
from modules.catalog.data import UsageLine
from modules.catalog.errors import NoPrice, PriceStartsTooEarly, UnknownProduct
from modules.catalog.models import PriceEntry, Product
from modules.catalog.public import (
    activate_product,
    price_of,
    price_product,
    product_card,
    product_cards,
    retire_product,
    search_products,
    set_usage,
    shelf,
)

D = Decimal


def test_activate_product_without_a_price_is_refused(product_of, at):
    product = product_of(price=None)
    with pytest.raises(NotNow, match=r"catalog\.product\.activate"):
        activate_product(product_id=product.pk, by=None, at=at)
    price_product(product_id=product.pk, price=D("90.00"), starts_on=date(2026, 2, 1), by=None, at=at)
    assert activate_product(product_id=product.pk, by=None, at=at).state == "active"


def test_retire_product_takes_it_off_the_shelf_but_keeps_its_card(product_of, at):
    product = product_of()
    assert [card.code for card in shelf(on=date(2026, 11, 20))] == ["SERUM"]
    retire_product(product_id=product.pk, by=None, at=at)
    assert shelf(on=date(2026, 11, 20)) == []
    assert product_card(product.pk).state == "retired"
    with pytest.raises(NotNow):
        activate_product(product_id=product.pk, by=None, at=at)


def test_price_product_ends_the_price_in_force_the_day_before(product_of, at):
    product = product_of(price="100.00")
    price_product(product_id=product.pk, price=D("120.00"), starts_on=date(2026, 12, 1), by=None, at=at)
    assert price_of(product.pk, date(2026, 11, 30)) == D("100.00")
    assert price_of(product.pk, date(2026, 12, 1)) == D("120.00")
    with pytest.raises(PriceStartsTooEarly):
        price_product(product_id=product.pk, price=D("1.00"), starts_on=date(2026, 11, 1), by=None, at=at)
    with pytest.raises(NoPrice):
        price_of(product.pk, date(2025, 1, 1))
    with pytest.raises(UnknownProduct):
        price_of(0, date(2026, 1, 1))


def test_two_prices_on_one_day_are_refused_by_the_database(product_of):
    product = product_of()
    with pytest.raises(IntegrityError, match="catalog_price_one_a_day"), transaction.atomic():
        PriceEntry.objects.create(product=product, price=D("5.00"), starts_on=date(2026, 6, 1))


def test_a_treatment_is_not_kept_in_stock(product_of):
    with pytest.raises(Invalid):
        product_of("treatment", "BTX", tracks_stock=True)


def test_a_product_is_not_born_active(product_of, at):
    product = product_of()
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.create(
            code="X", kind="drug", name="X", category=product.category, tax_code=product.tax_code, state="active"
        )


def test_cards_carry_price_tax_and_usage_in_one_statement(product_of, at, django_assert_num_queries):
    toxin = product_of("drug", "BTX-U", "250.00", tracks_stock=True, tracks_lots=True, unit="U")
    treatment = product_of("treatment", "FOREHEAD", "4500.00", duration_minutes=30)
    set_usage(product_id=treatment.pk, usage=[UsageLine(toxin.pk, D("20"))], by=None, at=at)
    with django_assert_num_queries(1):
        cards = product_cards([toxin.pk, treatment.pk, 999_999], on=date(2026, 11, 20))
    assert set(cards) == {toxin.pk, treatment.pk}
    card = cards[treatment.pk]
    assert (card.price, card.tax_code, card.tax_exempt, card.duration_minutes) == (D("4500.00"), "EXEMPT", True, 30)
    assert list(card.usage) == [UsageLine(toxin.pk, D("20.000"))]
    assert cards[toxin.pk].tax_rate == D("7.00")


def test_search_products_finds_by_code_name_and_barcode(product_of):
    product_of("retail", "SUN50", barcode="8850001", name_th="กันแดด")
    assert [card.code for card in search_products("sun")] == ["SUN50"]
    assert [card.code for card in search_products("กันแดด")] == ["SUN50"]
    assert [card.code for card in search_products("8850001")] == ["SUN50"]
    assert search_products("sun", "drug") == []
