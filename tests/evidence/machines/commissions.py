"""Commissions: sales, sessions, voids and refunds told late, in any order of documents, and twice; then settled."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate

from erp.kernel.events.event import event_class
from erp.kernel.events.models import OutboxEvent
from modules.commissions.listeners import on_order, on_session
from modules.commissions.models import CommissionLog, CommissionPlan, CommissionRule, CommissionTier
from modules.commissions.services.approve_commission_log import approve_commission_log
from modules.commissions.services.decide_settlement import (
    approve_commission_settlement,
    pay_commission_settlement,
    refuse_commission_settlement,
)
from modules.commissions.services.submit_settlement import submit_settlement
from modules.courses.models import UserCourseBalance
from modules.sales import public as sales
from tests.evidence.machines.clinic import PRICES, Clinic, Premises
from tests.evidence.machines.laws import BOOKS, COMMISSIONS, Books
from tests.evidence.machines.story import Event, Pick, Picture, World, event
from tests.evidence.machines.till import some_back

D = Decimal
TOLD = {
    "sales.order.paid.v1": on_order,
    "sales.order.voided.v1": on_order,
    "sales.order.refunded.v1": on_order,
    "courses.redemption.made.v1": on_session,
    "courses.redemption.returned.v1": on_session,
}
SHARES = ((100,), (60, 40), (50, 30, 20), (33, 67), (1, 99))
# Noon at the two registers: the plan of the first one's month pays whole tiers.
NOONS = (datetime(2026, 11, 20, 5, tzinfo=UTC), datetime(2026, 12, 15, 5, tzinfo=UTC))
MARGINAL_FROM = date(2026, 12, 1)
NOW = datetime(2027, 1, 5, 3, tzinfo=UTC)


def second_edition() -> None:
    """From December on: marginal tiers, a percentage for devices, an amount for each session performed."""
    with transaction.atomic():
        plan = CommissionPlan.objects.create(
            code="standard", edition=2, title="Marginal", mode=CommissionPlan.Mode.MARGINAL, valid_on=MARGINAL_FROM
        )
        for above, percent in (("0.00", "3.00"), ("5000.00", "5.55"), ("50000.00", "12.34")):
            CommissionTier.objects.create(plan=plan, above=D(above), percent=D(percent))
        for level, matches, pays, rate in (
            ("class", "device", "percent", "7.50"),
            ("role", "performer", "amount", "150.00"),
        ):
            CommissionRule.objects.create(plan=plan, level=level, matches=matches, pays=pays, rate=D(rate))


def sell(world: "CommissionsWorld", register: int, pick: Pick) -> object:
    """Treatments and goods by one to three people; large enough to cross a tier now and then."""
    code = ("FACIAL", "LASER", "SERUM")[pick.place % 3]
    quantity = D(pick.size) if code != "SERUM" else D(1)
    percents = SHARES[pick.way % len(SHARES)]
    line = sales.LineIn(
        key="a",
        product_id=world.clinic.products[code].pk,
        quantity=quantity,
        unit_price=PRICES[code],
        shares=[
            sales.ShareIn(staff_id=world.staff[(pick.place + at) % 3].pk, percent=D(percent))
            for at, percent in enumerate(percents)
        ],
    )
    return world.check_out(register, [line], quantity * PRICES[code])


def redeem(world: "CommissionsWorld", register: int, pick: Pick) -> object:
    """A session of the patient's course, performed by somebody."""
    line = sales.LineIn(
        key="c",
        product_id=world.clinic.products["FACIAL"].pk,
        quantity=D(1),
        unit_price=PRICES["FACIAL"],
        cover=sales.CoverIn(kind="course", balance_id=pick.of(world.courses)),
        shares=[sales.ShareIn(staff_id=pick.of(world.staff).pk, percent=D(100), role="performer")],
    )
    return world.check_out(register, [line], D("0.00"))


def void(world: "CommissionsWorld", order: int, _pick: Pick) -> object:
    """Undo a sale."""
    return sales.void_order(order_id=order, reason="wrong", by=world.manager, at=world.later())


def give_back(world: "CommissionsWorld", order: int, pick: Pick) -> object:
    """Refund some of it, or the rest."""
    asked, total = some_back(order, pick)
    register = world.registers[pick.size % 2].pk
    return sales.refund_order(
        order_id=order,
        register_session=world.session_of(register),
        lines=asked,
        tenders=[sales.TenderIn(kind="cash", amount=total)] if total else [],
        reason="rash",
        by=world.manager,
        at=world.noon_at(register),
    )


def tell(world: "CommissionsWorld", first: int, pick: Pick) -> object:
    """The oldest fact of a document that nobody has heard yet: its facts come in their order. Else one again."""
    waiting = [fact for fact in world.facts_of(first) if fact not in world.heard]
    return world.tell(waiting[0]) if waiting else tell_again(world, first, pick)


def tell_again(world: "CommissionsWorld", first: int, pick: Pick) -> object:
    """At least once means: now and then twice. It changes nothing."""
    before = CommissionLog.objects.count()
    heard = [fact for fact in world.facts_of(first) if fact in world.heard]
    if heard:
        world.tell(pick.of(heard))
    assert CommissionLog.objects.count() == before, "a fact told twice was counted twice"
    return None


def submit(world: "CommissionsWorld", _branch: int, pick: Pick) -> object:
    """Collect what is accrued until a day."""
    until = localdate(world.at) - timedelta(days=(0, 20, 40, 60, -1)[pick.way % 5])
    return submit_settlement(
        branch_id=world.branch.pk,
        until_on=until,
        by=world.manager if pick.size % 5 == 0 else world.accountant,
        at=world.later(),
    )


def to_settlement(verb: Any, who: str) -> Any:
    """Approve, refuse or pay a settlement."""

    def said(world: "CommissionsWorld", settlement: int, _pick: Pick) -> object:
        return verb(commission_settlement_id=settlement, by=getattr(world, who), at=world.later())

    return said


def approve_log(world: "CommissionsWorld", log: int, _pick: Pick) -> object:
    """One line by itself."""
    return approve_commission_log(commission_log_id=log, by=world.manager, at=world.later())


EVENTS: Sequence[Event] = (
    event("sell", "register", "open", sell),
    event("redeem", "register", "open", redeem),
    event("void", "order", "paid", void),
    event("give_back", "order", "paid partly_refunded", give_back),
    event("tell", "document", "waiting heard", tell),
    event("tell_again", "document", "waiting heard", tell_again),
    event("submit", "branch", "there", submit),
    event("approve", "settlement", "submitted", to_settlement(approve_commission_settlement, "manager")),
    event("refuse", "settlement", "submitted", to_settlement(refuse_commission_settlement, "manager")),
    event("pay", "settlement", "approved", to_settlement(pay_commission_settlement, "accountant")),
    event("approve", "log", "accrued", approve_log),
)


class CommissionsWorld(Premises, World):
    """One run: two open tills in two months, a patient with courses, three people who earn."""

    events: ClassVar[Sequence[Event]] = EVENTS
    states: ClassVar[dict[str, Sequence[str]]] = {
        "branch": ("there",),
        "register": ("open",),
        "order": ("paid", "partly_refunded", "refunded", "voided"),
        "document": ("waiting", "heard"),
        "settlement": ("submitted", "approved", "paid", "refused"),
        "log": ("accrued", "approved", "settled"),
    }

    def __init__(self, clinic: Clinic, books: Books) -> None:
        self.floors = books.floors()
        self.books = books
        self.heard: set[int] = set()
        self.documents: dict[int, list[int]] = {}
        Premises.__init__(self, clinic, stock=60)
        self.given = {**self.floors, "branch": self.branch.pk, "code": self.code}
        self.at = NOW
        with transaction.atomic():
            for register, noon in zip(self.registers, NOONS, strict=True):
                sales.open_register_session(register_id=register.pk, float_amount=D(90_000), by=self.cashier, at=noon)
            course = sales.LineIn(
                key="c", product_id=clinic.products["GLOW"].pk, quantity=D(3), unit_price=PRICES["GLOW"]
            )
            self.check_out(self.registers[0].pk, [course], 3 * PRICES["GLOW"])
        of_run = UserCourseBalance.objects.filter(pk__gt=self.floors["course"])
        self.courses = list(of_run.values_list("pk", flat=True).order_by("pk"))

    def look(self) -> Picture:
        """Ask the database; a document is named by its first fact, and is heard when all its facts are."""
        picture = self.books.look(self.given)
        facts = picture.nouns.pop("fact")
        self.documents = {}
        firsts: dict[str, int] = {}
        for fact, key in facts:
            self.documents.setdefault(firsts.setdefault(key, fact), []).append(fact)
        documents = [
            (first, "heard" if self.heard.issuperset(own) else "waiting") for first, own in self.documents.items()
        ]
        return replace(picture, nouns={**picture.nouns, "document": documents})

    def facts_of(self, first: int) -> list[int]:
        """The facts of a document, in their order."""
        return self.documents[first]

    def tell(self, fact: int) -> None:
        """As the worker does."""
        row = OutboxEvent.objects.get(pk=fact)
        kind = event_class(row.type)
        assert kind is not None
        TOLD[row.type](kind.from_data(row.data), event_id=row.event_id)
        transaction.on_commit(lambda: self.heard.add(fact))

    def check_out(self, register: int, lines: Sequence[sales.LineIn], total: Decimal) -> object:
        """Pay in cash."""
        return sales.check_out(
            register_session=self.session_of(register),
            lines=lines,
            tenders=[sales.TenderIn(kind="cash", amount=total)] if total else [],
            expected_total=total,
            patient=self.clinic.patients[0],
            by=self.cashier,
            at=self.noon_at(register),
        )

    def noon_at(self, register: int) -> datetime:
        """A moment of the day on which a register is open."""
        return NOONS[[each.pk for each in self.registers].index(register)] + (self.later() - NOW)

    def leave(self) -> None:
        """In the end everything is heard; then nobody has anything of what was taken back whole."""
        for own in self.documents.values():
            for fact in own:
                if fact not in self.heard:
                    with transaction.atomic():
                        self.tell(fact)
        picture = self.look()
        assert not picture.broken, picture.broken
        left = self.books.link.execute(LEFT_OVER, self.given).fetchall()
        assert left == [], f"earned on what was taken back: {left}"


LEFT_OVER = """
SELECT l.document, l.staff_id, sum(l.base), sum(l.amount) FILTER (WHERE NOT l.by_tiers)
  FROM commissions_commissionlog l JOIN sales_order o ON l.document = 'sales.order:' || o.id
 WHERE o.id > %(order)s AND o.state IN ('refunded', 'voided')
 GROUP BY 1, 2 HAVING sum(l.base) <> 0 OR sum(l.amount) FILTER (WHERE NOT l.by_tiers) <> 0
"""


def commissions_books(link: Any) -> Books:
    """The laws and records of commissions."""
    kinds = ", ".join(f"'{kind}'" for kind in TOLD)
    return Books(
        link,
        laws=BOOKS | COMMISSIONS,
        nouns={
            "branch": "SELECT id, 'there' AS state FROM access_branch WHERE id = %(branch)s",
            "register": "SELECT id, 'open' AS state FROM sales_register WHERE branch_id = %(branch)s",
            "order": "SELECT id, state FROM sales_order WHERE id > %(order)s",
            "fact": f"SELECT id, key AS state FROM events_outboxevent WHERE id > %(fact)s AND type IN ({kinds})",
            "settlement": "SELECT id, state FROM commissions_commissionsettlement WHERE id > %(settlement)s",
            "log": "SELECT id, state FROM commissions_commissionlog WHERE id > %(log)s",
        },
        marks=(
            "SELECT id, version FROM sales_order WHERE id > %(order)s",
            "SELECT id, version, settlement_id FROM commissions_commissionlog WHERE id > %(log)s",
            "SELECT count(*) FROM ledger_journalline WHERE entry_id > %(entry)s",
        ),
    )
