"""The clinic of the stories: what they share is made once, what they change each makes for itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import psycopg
from django.db import transaction

from erp.kernel.access.models import Branch, Company, Role, Staff, User
from erp.kernel.testing.database import url_of
from modules.catalog.public import activate_product, create_category, create_product
from modules.courses.public import ComponentIn, create_template, offer_template
from modules.inventory.public import ReceiptIn, open_stock
from modules.ledger.models import TaxCode
from modules.patients import public as patients
from modules.sales import public as sales
from modules.sales.models import Register, RegisterSession

D = Decimal
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
PRICES = {"FACIAL": D("1500.00"), "LASER": D("1000.00"), "SERUM": D("1070.00"), "PILL": D("5.35"), "GLOW": D("4000.01")}
ROLES = ("cashier", "manager", "accountant", "doctor")
_numbers = count(1)


@dataclass(frozen=True)
class Clinic:
    """What no story changes: company, roles, shelf, course, patients."""

    company: Company
    roles: dict[str, Role]
    products: dict[str, Any]
    patients: list[int]


def found_clinic(*, laser: str = "session") -> Clinic:
    """Commit it; the course counts its lasers in sessions or in units."""
    with transaction.atomic():
        company = Company.objects.create(name="Lalita Clinic", tax_id="0105561234567")
        roles = {code: Role.objects.get_or_create(code=code, defaults={"title": code})[0] for code in ROLES}
        shelf = {
            "FACIAL": _product("FACIAL", "treatment", "EXEMPT"),
            "LASER": _product("LASER", "treatment", "VAT7", commission_class="device"),
            "SERUM": _product("SERUM", "retail", "VAT7", tracks_stock=True),
            "PILL": _product("PILL", "drug", "VAT7", tracks_stock=True, tracks_lots=True),
            "GLOW": _product("GLOW", "course", "VAT7", commission_class="course"),
        }
        template = create_template(
            product_id=shelf["GLOW"].pk,
            components=[
                ComponentIn(product_id=shelf["FACIAL"].pk, sessions=3, weight=D(3000)),
                ComponentIn(product_id=shelf["LASER"].pk, sessions=2, measure=laser, weight=D(1000)),
            ],
            validity_days=365,
            by=None,
            at=AT,
        )
        offer_template(course_template_id=template.pk, by=None, at=AT)
        people = [patients.register_patient(by=None, at=AT, first_name_th=name).id for name in ("มาลี", "วิชัย")]
    return Clinic(company, roles, shelf, people)


def _product(code: str, kind: str, tax: str, **values: Any) -> Any:
    category = create_category(code=f"C-{code}", name=code, name_th="", kind=kind)
    given = {"code": code, "kind": kind, "name": code, "category": category, "tax_code": TaxCode.objects.get(code=tax)}
    product = create_product(values={**given, **values}, price=PRICES[code], starts_on=date(2026, 1, 1), by=None, at=AT)
    return activate_product(product_id=product.pk, by=None, at=AT)


class Premises:
    """A branch of one run: its people, two registers, goods on the shelf, and a clock that moves on."""

    step = timedelta(minutes=7)

    def __init__(self, clinic: Clinic, *, stock: int = 40, at: datetime = AT) -> None:
        self.clinic = clinic
        self.at = at
        number = next(_numbers)
        self.code = f"B{number}"
        with transaction.atomic():
            self.branch = Branch.objects.create(code=self.code, name=self.code, company=clinic.company)
            self.cashier = self._user("cashier", number)
            self.second = self._user("cashier", number, "-second")
            self.manager = self._user("manager", number)
            self.deputy = self._user("manager", number, "-second")
            self.accountant = self._user("accountant", number)
            self.colleague = self._user("accountant", number, "-second")
            self.staff = [
                Staff.objects.create(name=f"{name}{number}", branch=self.branch, kind="therapist")
                for name in ("Anong", "Boon", "Chai")
            ]
            self.registers = [sales.open_register(branch_id=self.branch.pk, code=code, name=code) for code in "12"]
            if stock:
                lines = [
                    ReceiptIn(clinic.products["SERUM"].pk, D(stock), D("4000.01")),
                    ReceiptIn(clinic.products["PILL"].pk, D(stock), D("77.77"), f"L{number}", date(2099, 1, 31)),
                ]
                open_stock(branch_id=self.branch.pk, lines=lines, by=None, at=at)

    def _user(self, role: str, number: int, suffix: str = "") -> User:
        user = User.objects.create(username=f"{role}{number}{suffix}", display_name=role, password="!")
        user.roles.add(self.clinic.roles[role])
        user.branches.add(self.branch)
        return user

    def later(self) -> datetime:
        """Some minutes on."""
        self.at += self.step
        return self.at

    def session_of(self, register: int) -> int:
        """The newest session of a register; 0 when it never had one."""
        rows = RegisterSession.objects.filter(register=register).order_by("-pk").values_list("pk", flat=True)
        return rows.first() or 0


def register_state() -> str:
    """SQL: each register with the state of its session, or closed."""
    return (
        f"SELECT g.id, coalesce(s.state, 'closed') AS state FROM {Register._meta.db_table} g"
        f" LEFT JOIN {RegisterSession._meta.db_table} s ON s.register_id = g.id AND s.state <> 'closed'"
        " WHERE g.branch_id = %(branch)s"
    )


@contextmanager
def onlooker(database: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that only looks, as the application's role."""
    with psycopg.connect(url_of(database), autocommit=True) as link:
        yield link
