"""Price lists: their prices beside the standard ones, their days and branches, and their life."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from erp.kernel.documents.refusals import NotNow
from modules.catalog.errors import PriceListIsOver, PriceStartsTooEarly
from modules.catalog.models import PriceEntry, PriceList, PriceListBranch
from modules.catalog.public import (
    PriceListNotInForce,
    activate_price_list,
    activate_product,
    add_price_list_branch,
    create_price_list,
    open_price_list,
    price_in_list,
    price_list_in_force,
    price_lists_in_force,
    price_of,
    price_product,
    product_cards,
    retire_price_list,
)

D = Decimal
TODAY = date(2026, 11, 20)


@pytest.fixture
def members(product_of, at):
    """SERUM 1,070.00 costs members 950.00 in November and December; the list names nothing else."""
    serum = product_of()
    found = create_price_list(
        code="MEMBERS", name="Members", name_th="สมาชิก", starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 31),
        by=None, at=at,
    )  # fmt: skip
    price_in_list(price_list_id=found.pk, product_id=serum.pk, price=D("950.00"), by=None, at=at)
    return activate_price_list(price_list_id=found.pk, by=None, at=at), serum


def test_a_product_costs_what_the_list_says_and_others_as_always(members, product_of, django_assert_num_queries):
    price_list, serum = members
    soap = product_of("retail", "SOAP", "107.00")
    with django_assert_num_queries(1):
        cards = product_cards([serum.pk, soap.pk], on=TODAY, price_list=price_list.pk)
    assert [(cards[p.pk].price, cards[p.pk].in_list, cards[p.pk].standard_price) for p in (serum, soap)] == [
        (D("950.00"), True, D("1070.00")),
        (D("107.00"), False, D("107.00")),
    ]
    assert price_of(serum.pk, TODAY) == D("1070.00")
    assert product_cards([serum.pk])[serum.pk].price == D("1070.00")
    assert product_cards([serum.pk], on=date(2026, 10, 31), price_list=price_list.pk)[serum.pk].price == D("1070.00")


def test_a_standard_price_and_one_of_a_list_do_not_end_one_another(members, at):
    price_list, serum = members
    december = date(2026, 12, 1)
    price_product(product_id=serum.pk, price=D("1177.00"), starts_on=december, by=None, at=at)
    price_in_list(
        price_list_id=price_list.pk, product_id=serum.pk, price=D("990.00"), starts_on=december, by=None, at=at
    )
    found = {on: product_cards([serum.pk], on=on, price_list=price_list.pk)[serum.pk] for on in (TODAY, december)}
    assert [(card.price, card.standard_price) for card in found.values()] == [
        (D("950.00"), D("1070.00")),
        (D("990.00"), D("1177.00")),
    ]
    with pytest.raises(PriceStartsTooEarly):
        price_in_list(price_list_id=price_list.pk, product_id=serum.pk, price=D("1.00"), by=None, at=at)


def test_a_price_of_a_draft_is_put_right(product_of, at):
    serum = product_of()
    staff = create_price_list(code="STAFF", name="Staff", starts_on=TODAY, by=None, at=at)
    for price in ("500.00", "600.00"):
        price_in_list(price_list_id=staff.pk, product_id=serum.pk, price=D(price), by=None, at=at)
    assert [entry.price for entry in staff.prices.all()] == [D("600.00")]


def test_a_list_is_in_force_on_its_days_in_its_branches_while_active(members, branch, other_branch, at):
    price_list, serum = members
    found = price_lists_in_force(branch_id=branch.pk, on=TODAY)
    assert [(one.code, dict(one.prices)) for one in found] == [("MEMBERS", {serum.pk: D("950.00")})]
    assert price_lists_in_force(branch_id=branch.pk, on=date(2027, 1, 1)) == []
    add_price_list_branch(price_list_id=price_list.pk, branch=other_branch, by=None, at=at)
    assert price_list_in_force(price_list.pk, branch_id=other_branch.pk, on=TODAY).code == "MEMBERS"
    with pytest.raises(PriceListNotInForce):
        price_list_in_force(price_list.pk, branch_id=branch.pk, on=TODAY)
    open_price_list(price_list_id=price_list.pk, by=None, at=at)
    assert price_list_in_force(price_list.pk, branch_id=branch.pk, on=TODAY).name_th == "สมาชิก"
    retire_price_list(price_list_id=price_list.pk, by=None, at=at)
    with pytest.raises(PriceListNotInForce):
        price_list_in_force(price_list.pk, branch_id=branch.pk, on=TODAY)
    with pytest.raises(PriceListIsOver):
        price_in_list(price_list_id=price_list.pk, product_id=serum.pk, price=D("1.00"), by=None, at=at)


def test_activate_price_list_without_a_price_is_refused(db, at):
    empty = create_price_list(code="NEWYEAR", name="New year", starts_on=TODAY, by=None, at=at)
    with pytest.raises(NotNow, match=r"catalog\.price_list\.activate"):
        activate_price_list(price_list_id=empty.pk, by=None, at=at)


def test_a_price_of_a_list_is_no_standard_price(product_of, at):
    product = product_of(price=None)
    staff = create_price_list(code="STAFF", name="Staff", starts_on=TODAY, by=None, at=at)
    price_in_list(price_list_id=staff.pk, product_id=product.pk, price=D("9.00"), by=None, at=at)
    with pytest.raises(NotNow, match=r"catalog\.product\.activate"):
        activate_product(product_id=product.pk, by=None, at=at)


def test_attack_a_list_has_one_price_a_day_and_one_row_a_branch(members, branch):
    price_list, serum = members
    with pytest.raises(IntegrityError, match="catalog_price_one_a_day"), transaction.atomic():
        PriceEntry.objects.create(product=serum, price_list=price_list, price=D("5.00"), starts_on=TODAY)
    with pytest.raises(IntegrityError, match="catalog_price_list_has_days"), transaction.atomic():
        PriceList.objects.create(code="X", name="X", starts_on=TODAY, ends_on=date(2026, 11, 19))
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceList.objects.create(code="X", name="X", starts_on=TODAY, state="active")
    PriceListBranch.objects.create(price_list=price_list, branch=branch)
    with pytest.raises(IntegrityError, match="catalog_price_list_branch_once"), transaction.atomic():
        PriceListBranch.objects.create(price_list=price_list, branch=branch)
