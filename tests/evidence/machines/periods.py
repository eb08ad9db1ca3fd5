"""Periods: entries drafted, submitted, approved, reversed; months closed, reopened, locked; the year carried over.

Each run has a year of its own with three periods, so that they are closed, reopened and carried within its steps.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, ClassVar

from django.db import transaction

from modules.ledger.models import FiscalYear, Journal, JournalEntry, LedgerSetting, Period, Reopening
from modules.ledger.public import (
    LineIn,
    approve_entry,
    approve_reopening,
    close_period,
    close_year,
    draft_entry,
    lock_books,
    post_draft,
    post_entry,
    refuse_reopening,
    request_reopening,
    resume_period,
    rewrite_entry,
    seal_entries,
    send_back_entry,
    start_closing_period,
    submit_entry,
)
from modules.ledger.services.reopen_books import withdraw_reopening
from modules.ledger.services.reverse_by_hand import reverse_by_hand
from tests.evidence.machines.clinic import Clinic, Premises
from tests.evidence.machines.laws import BOOKS, Books
from tests.evidence.machines.story import Event, Pick, Picture, World, event

D = Decimal
YEARS = count(2101)
SPANS = (((1, 1), (4, 30)), ((5, 1), (8, 31)), ((9, 1), (12, 31)))


def pair(pick: Pick, *, unbalanced: bool = False) -> list[LineIn]:
    """Two lines; large enough for approval now and then."""
    amount = D(pick.size) * (D("2000.00") if pick.way % 3 == 0 else D("7.77"))
    debit, credit = (("5230", "1125"), ("1125", "4130"), ("5240", "3100"))[pick.place % 3]
    return [LineIn(debit, debit=amount), LineIn(credit, credit=amount + (1 if unbalanced else 0))]


def day_in(period: int, pick: Pick) -> date:
    """A day of a period; the last one now and then."""
    row = Period.objects.get(pk=period)
    return row.ends_on if pick.way == 11 else row.starts_on + timedelta(days=pick.size)


def post(world: "PeriodsWorld", period: int, pick: Pick) -> object:
    """As a document does."""
    world.posted += 1
    return post_entry(
        source=f"test.sale:{world.branch.pk}/{world.posted}",
        journal="sales",
        on=day_in(period, pick),
        branch_id=world.branch.pk,
        lines=pair(pick),
        by=world.accountant,
        at=world.later(),
    )


def draft(world: "PeriodsWorld", period: int, pick: Pick) -> object:
    """Write an entry by hand; some are left unbalanced."""
    return draft_entry(
        journal_id=world.general,
        branch_id=world.branch.pk,
        entry_on=day_in(period, pick),
        lines=pair(pick, unbalanced=pick.way == 5),
        memo="by hand",
        by=world.accountant,
        at=world.later(),
    )


def rewrite(world: "PeriodsWorld", entry: int, pick: Pick) -> object:
    """Other lines, another day of the year."""
    day = world.year_row.starts_on + timedelta(days=pick.size * 6) if pick.way % 2 else None
    return rewrite_entry(journal_entry_id=entry, by=world.accountant, at=world.later(), lines=pair(pick), entry_on=day)


def by_hand(verb: Any) -> Any:
    """Submit and post: by its writer. Approve and send back: by the colleague; now and then by its writer."""

    def said(world: "PeriodsWorld", entry: int, pick: Pick) -> object:
        own = verb in (submit_entry, post_draft) or pick.way == 7
        return verb(journal_entry_id=entry, by=world.accountant if own else world.colleague, at=world.later())

    return said


def reverse(world: "PeriodsWorld", entry: int, pick: Pick) -> object:
    """Its mirror, on its day or later."""
    day = JournalEntry.objects.get(pk=entry).entry_on + timedelta(days=pick.size if pick.way else -1)
    return reverse_by_hand(
        journal_entry_id=entry, on=min(day, world.year_row.ends_on), reason="twice", by=world.accountant,
        at=world.later(),
    )  # fmt: skip


def to_period(verb: Any) -> Any:
    """Start closing, close, resume."""

    def said(world: "PeriodsWorld", period: int, pick: Pick) -> object:
        by = world.manager if pick.way == 7 else world.accountant
        return verb(period_id=period, by=by, at=world.later())

    return said


def ask(world: "PeriodsWorld", period: int, _pick: Pick) -> object:
    """A closed period is wanted open again."""
    return request_reopening(period_id=period, reason="A late bill", by=world.accountant, at=world.later())


def decide(verb: Any) -> Any:
    """Approve, refuse or withdraw a wish."""

    def said(world: "PeriodsWorld", reopening: int, pick: Pick) -> object:
        own = pick.way == 7 or verb is withdraw_reopening
        by = world.accountant if own else world.colleague
        return verb(reopening_id=reopening, by=by, at=world.later())

    return said


def lock(world: "PeriodsWorld", _books: int, pick: Pick) -> object:
    """Forward at once, back by approval; rarely far."""
    return lock_books(
        ledger_setting_id=1,
        locked_until=world.year_row.starts_on + timedelta(days=pick.size - 30),
        reason="Filed",
        by=world.accountant,
        at=world.later(),
    )


def seal(_world: "PeriodsWorld", _books: int, _pick: Pick) -> object:
    """The sealing worker comes by."""
    return seal_entries(everywhere=False)


def carry(world: "PeriodsWorld", year: int, _pick: Pick) -> object:
    """Close the year."""
    return close_year(fiscal_year_id=year, by=world.accountant, at=world.later())


EVENTS: Sequence[Event] = (
    event("post", "period", "open", post),
    event("draft", "period", "open", draft),
    event("start_closing", "period", "open", to_period(start_closing_period)),
    event("close", "period", "closing", to_period(close_period)),
    event("resume", "period", "closing", to_period(resume_period)),
    event("ask", "period", "closed", ask),
    event("rewrite", "entry", "draft", rewrite),
    event("submit", "entry", "draft", by_hand(submit_entry)),
    event("post", "entry", "draft", by_hand(post_draft)),
    event("approve", "entry", "submitted", by_hand(approve_entry)),
    event("send_back", "entry", "submitted", by_hand(send_back_entry)),
    event("reverse", "entry", "posted", reverse),
    event("approve", "reopening", "requested", decide(approve_reopening)),
    event("refuse", "reopening", "requested", decide(refuse_reopening)),
    event("withdraw", "reopening", "requested", decide(withdraw_reopening)),
    event("lock", "books", "there", lock),
    event("seal", "books", "there", seal),
    event("close", "year", "open", carry),
)


class PeriodsWorld(Premises, World):
    """One run: a year of its own."""

    events: ClassVar[Sequence[Event]] = EVENTS
    states: ClassVar[dict[str, Sequence[str]]] = {
        "period": ("open", "closing", "closed"),
        "entry": ("draft", "submitted", "posted"),
        "reopening": ("requested", "approved", "refused", "withdrawn"),
        "books": ("there",),
        "year": ("open", "closed"),
    }

    def __init__(self, clinic: Clinic, books: Books) -> None:
        self.books, self.posted, self.kept = books, 0, {}
        self.floors = books.floors()
        Premises.__init__(self, clinic, stock=0)
        number = next(YEARS)
        self.at = datetime(number, 1, 1, tzinfo=UTC)
        self.general = Journal.objects.get(code="general").pk
        with transaction.atomic():
            self.year_row = FiscalYear.objects.create(
                name=str(number), starts_on=date(number, 1, 1), ends_on=date(number, 12, 31)
            )
            for name, (first, last) in zip("ABC", SPANS, strict=True):
                Period.objects.create(
                    year=self.year_row, name=f"{number}-{name}", starts_on=date(number, *first),
                    ends_on=date(number, *last),
                )  # fmt: skip
            first = Period.objects.filter(year=self.year_row).order_by("starts_on").values_list("pk", flat=True)[0]
            start_closing_period(period_id=first, by=None, at=self.at)
            close_period(period_id=first, by=None, at=self.at)
        wishes = Reopening.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.given = {**self.floors, "branch": self.branch.pk, "year": self.year_row.pk, "wish": wishes}

    def look(self) -> Picture:
        """Ask the database; what is closed keeps its entries."""
        picture = self.books.look(self.given)
        rows = self.books.link.execute(IN_PERIOD, self.given, prepare=True).fetchall()
        for period, state, mark in rows:
            was = self.kept.get(period)
            if was is not None and was[0] == state == "closed" and was[1] != mark:
                picture.broken[f"closed period {period} keeps its entries"] = (was[1], mark)
            self.kept[period] = (state, mark)
        return picture

    def leave(self) -> None:
        """No wish waits for the next run, and no lock reaches into its year."""
        with transaction.atomic():
            for pk in Reopening.objects.filter(state="requested").values_list("pk", flat=True):
                withdraw_reopening(reopening_id=pk, by=None, at=self.at)
        assert (LedgerSetting.objects.get().locked_until or date.min) <= self.year_row.ends_on


IN_PERIOD = """
SELECT p.id, p.state, coalesce((SELECT md5(string_agg(e::text || l.lines, ',' ORDER BY e.id)) FROM ledger_journalentry e
    CROSS JOIN LATERAL (SELECT string_agg(l::text, ',' ORDER BY l.id) AS lines FROM ledger_journalline l
                         WHERE l.entry_id = e.id) l
   WHERE e.period_id = p.id AND e.state = 'posted' AND e.id > %(entry)s), '')
  FROM ledger_period p WHERE p.year_id = %(year)s
"""

PERIODS = {
    "a large entry by hand was approved by another": """
SELECT count(*) FROM ledger_journalentry e WHERE e.id > %(entry)s AND e.state = 'posted' AND e.written_by_id IS NOT NULL
   AND (e.posted_by_id = e.submitted_by_id OR (e.submitted_by_id IS NOT NULL AND e.posted_by_id = e.written_by_id)
    OR (e.submitted_by_id IS NULL AND (SELECT sum(debit) FROM ledger_journalline l WHERE l.entry_id = e.id)
        >= (SELECT approval_from FROM ledger_ledgersetting)))""",
    "a closed year has carried its profit": """
SELECT count(*) FROM (SELECT 1 FROM ledger_journalline l JOIN ledger_journalentry e ON e.id = l.entry_id
  JOIN ledger_account a ON a.id = l.account_id AND a.type IN ('revenue', 'expense')
  JOIN ledger_period p ON p.id = e.period_id JOIN ledger_fiscalyear y ON y.id = p.year_id
 WHERE e.id > %(entry)s AND e.state = 'posted' AND y.state = 'closed'
 GROUP BY l.account_id HAVING sum(l.debit - l.credit) <> 0) wrong""",
    "equity has a year's profit once": """
SELECT abs((SELECT coalesce(sum(l.credit - l.debit), 0) FROM ledger_journalline l
              JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
              JOIN ledger_accountrole r ON r.account_id = l.account_id AND r.role = 'retained_earnings'
             WHERE e.id > %(entry)s)
         - (SELECT coalesce(sum(l.credit - l.debit), 0) FROM ledger_journalline l
              JOIN ledger_journalentry e ON e.id = l.entry_id AND e.state = 'posted'
              JOIN ledger_journal j ON j.id = e.journal_id AND j.code <> 'closing'
              JOIN ledger_account a ON a.id = l.account_id AND a.type IN ('revenue', 'expense')
              JOIN ledger_fiscalyear y ON y.id = %(year)s AND y.state = 'closed'
             WHERE e.id > %(entry)s))""",
    "a closed year's periods are closed": """
SELECT count(*) FROM ledger_period p JOIN ledger_fiscalyear y ON y.id = p.year_id
 WHERE y.id = %(year)s AND y.state = 'closed' AND p.state <> 'closed'""",
    "a mirror is exact, and there is one": """
SELECT count(*) FROM ledger_journalentry e JOIN ledger_journalentry m ON m.reverses_id = e.id AND m.state = 'posted'
 WHERE e.id > %(entry)s AND EXISTS (
   SELECT FROM (SELECT account_id, sum(debit - credit) AS moved FROM ledger_journalline WHERE entry_id IN (e.id, m.id)
                 GROUP BY 1) both_ways WHERE moved <> 0)""",
    "seals follow one another, one an entry": """
SELECT count(*) FROM ledger_journalseal s JOIN ledger_journalseal b ON b.chain_no = s.chain_no - 1
 WHERE s.entry_id > %(entry)s AND s.previous_hash <> b.hash""",
}


def periods_books(link: Any) -> Books:
    """The laws and records of the books."""
    return Books(
        link,
        laws=BOOKS | PERIODS,
        nouns={
            "period": "SELECT id, state FROM ledger_period WHERE year_id = %(year)s",
            "entry": "SELECT id, state FROM ledger_journalentry WHERE id > %(entry)s AND written_by_id IS NOT NULL",
            "reopening": "SELECT id, state FROM ledger_reopening WHERE id > %(wish)s",
            "books": "SELECT id, 'there' AS state FROM ledger_ledgersetting",
            "year": "SELECT id, state FROM ledger_fiscalyear WHERE id = %(year)s",
        },
        marks=(
            "SELECT id, version FROM ledger_journalentry WHERE id > %(entry)s",
            "SELECT id FROM ledger_journalline WHERE entry_id > %(entry)s",
            "SELECT version FROM ledger_ledgersetting",
        ),
    )
