"""Entries by hand: drafted, posted if small, approved by somebody else if large, reversed once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from erp.kernel.documents.refusals import Invalid, NotAllowed, NotNow, Stale
from modules.ledger.errors import (
    AlreadyPosted,
    ControlAccount,
    NeedsApproval,
    NotADraft,
    NotBalanced,
    NotReversible,
    PeriodNotOpen,
    UnknownAccount,
)
from modules.ledger.hooks import Proof
from modules.ledger.models import Account, EntryState, JournalEntry, JournalLine, LedgerSetting, Period
from modules.ledger.public import Dimension, LineIn, balance_of
from modules.ledger.services.close_period import start_closing_period
from modules.ledger.services.draft_entry import discard_entry, rewrite_entry
from modules.ledger.services.post_draft import approve_entry, post_draft
from modules.ledger.services.reverse_by_hand import reverse_by_hand
from modules.ledger.services.submit_entry import send_back_entry, submit_entry

D = Decimal
ON = date(2026, 11, 20)
RENT, BANK = "5230", "1125"


def at_commit():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def attack(sql, values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused_by_the_database(sql, *values):
    """The name of the rule that PostgreSQL refuses the statement by."""
    with pytest.raises(IntegrityError) as refusal:
        attack(sql, values)
    return refusal.value.__cause__.diag.constraint_name


def test_a_small_entry_is_posted_by_its_writer(write, accountant, at):
    entry = write("1200.50")
    assert balance_of(RENT) == D("0.00")
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    at_commit()
    assert (balance_of(RENT), balance_of(BANK)) == (D("1200.50"), D("-1200.50"))
    entry.refresh_from_db()
    assert (entry.state, entry.posted_by, entry.source) == ("posted", accountant, f"ledger.journal_entry:{entry.pk}")
    assert entry.source_number == "JV-26-000001"


def test_a_large_entry_is_not_posted_by_its_writer(write, accountant, at):
    entry = write("50000.00")
    with pytest.raises(NeedsApproval) as refusal:
        post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    assert "50,000.00" in str(refusal.value.remedy)
    LedgerSetting.objects.update(approval_from=D("50000.01"))
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    at_commit()
    assert balance_of(RENT) == D("50000.00")


def test_a_large_entry_is_approved_by_somebody_else(write, accountant, colleague, at):
    entry = write("60000.00")
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    with pytest.raises(NotAllowed):
        approve_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    with pytest.raises(NotADraft):
        rewrite_entry(journal_entry_id=entry.pk, memo="other", by=colleague, at=at)
    approve_entry(journal_entry_id=entry.pk, by=colleague, at=at)
    at_commit()
    assert balance_of(RENT) == D("60000.00")
    assert JournalEntry.objects.get(pk=entry.pk).posted_by == colleague


def test_who_last_wrote_a_submitted_entry_does_not_approve_it(write, accountant, colleague, at):
    entry = write("60000.00")
    rewrite_entry(journal_entry_id=entry.pk, memo="Rent, corrected", by=colleague, at=at)
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    with pytest.raises(NotAllowed):
        approve_entry(journal_entry_id=entry.pk, by=colleague, at=at)


def test_a_refusal_sends_it_back_to_draft_with_the_reason(write, accountant, colleague, at):
    entry = write("60000.00")
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    send_back_entry(journal_entry_id=entry.pk, reason="Which month?", by=colleague, at=at)
    entry.refresh_from_db()
    assert (entry.state, entry.sent_back_because, entry.submitted_by) == ("draft", "Which month?", None)
    rewrite_entry(journal_entry_id=entry.pk, memo="Rent of November", by=accountant, at=at)
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    entry.refresh_from_db()
    assert (entry.state, entry.sent_back_because) == ("submitted", "")


def test_a_draft_is_rewritten_with_branch_dimension_and_memo(write, other_branch, accountant, at):
    entry = write()
    lines = [
        LineIn(RENT, debit=D("700.00"), memo="Sathorn"),
        LineIn(RENT, debit=D("300.25"), memo="Ari", branch_id=other_branch.pk, dimensions=[Dimension("room", "R1")]),
        LineIn(BANK, credit=D("1000.25")),
    ]
    rewrite_entry(journal_entry_id=entry.pk, lines=lines, entry_on=date(2026, 12, 1), by=accountant, at=at, version=1)
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    at_commit()
    rows = list(JournalLine.objects.filter(entry=entry).values_list("debit", "memo", "branch_id", "dimensions"))
    assert rows[1] == (D("300.25"), "Ari", other_branch.pk, [{"kind": "room", "code": "R1", "title": ""}])
    assert [row[0] for row in rows] == [D("700.00"), D("300.25"), D("0.00")]
    assert balance_of(RENT, branch_id=other_branch.pk) == D("300.25")
    assert JournalEntry.objects.get(pk=entry.pk).period.name == "2026-12"


def test_a_draft_that_somebody_else_changed_is_not_overwritten(write, accountant, at):
    entry = write()
    rewrite_entry(journal_entry_id=entry.pk, memo="first", by=accountant, at=at, version=1)
    with pytest.raises(Stale):
        rewrite_entry(journal_entry_id=entry.pk, memo="second", by=accountant, at=at, version=1)


def test_an_unbalanced_draft_is_kept_but_neither_posted_nor_submitted(write, accountant, at):
    entry = write(lines=[LineIn(RENT, debit=D("10.00")), LineIn(BANK, credit=D("9.99"))])
    for verb in (post_draft, submit_entry):
        with pytest.raises(NotBalanced) as refusal:
            verb(journal_entry_id=entry.pk, by=accountant, at=at)
        assert refusal.value.field == "lines"
        assert "0.01" in str(refusal.value.remedy)
    assert JournalEntry.objects.get(pk=entry.pk).state == EntryState.DRAFT


@pytest.mark.parametrize("account", ["9999", "5000"])
def test_a_line_on_no_account_is_refused_by_name(write, account):
    with pytest.raises(UnknownAccount) as refusal:
        write(lines=[LineIn(RENT, debit=D("1.00")), LineIn(account, credit=D("1.00"))])
    assert (refusal.value.field, bool(refusal.value.remedy)) == ("lines.1.account", True)


def test_an_account_retired_since_is_refused_at_posting(write, accountant, at):
    entry = write()
    Account.objects.filter(code=BANK).update(is_active=False)
    with pytest.raises(UnknownAccount) as refusal:
        post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    assert refusal.value.field == "lines.1.account"


def test_an_account_of_a_subledger_is_left_to_it(write, monkeypatch):
    class Drawers(Proof):
        code, title, role = "test.drawers", "Drawers", "cash"

        def figure(self, *, branch_id, as_of):
            return D("0.00")

    monkeypatch.setattr("modules.ledger.selectors.by_hand.contributors", lambda hook: [Drawers()])
    with pytest.raises(ControlAccount) as refusal:
        write(lines=[LineIn("1110", debit=D("1.00")), LineIn(BANK, credit=D("1.00"))])
    assert refusal.value.field == "lines.0.account"


@pytest.mark.parametrize(("debit", "credit"), [("0.00", "0.00"), ("5.00", "5.00"), ("-5.00", "0.00")])
def test_a_line_has_one_positive_side(write, debit, credit):
    with pytest.raises(Invalid) as refusal:
        write(lines=[LineIn(RENT, debit=D(debit), credit=D(credit))])
    assert refusal.value.field.startswith("lines.0.")


def test_a_closed_period_takes_neither_draft_nor_posting(write, accountant, at):
    entry = write()
    start_closing_period(period_id=Period.objects.get(name="2026-11").pk, by=None, at=at)
    with pytest.raises(PeriodNotOpen) as refusal:
        write()
    assert (refusal.value.field, bool(refusal.value.remedy)) == ("entry_on", True)
    with pytest.raises(PeriodNotOpen):
        post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    rewrite_entry(journal_entry_id=entry.pk, entry_on=date(2026, 12, 1), by=accountant, at=at)
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)


def test_posting_twice_counts_once(write, accountant, at):
    entry = write("10.00")
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    with pytest.raises(NotNow):
        post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    assert balance_of(RENT) == D("10.00")


def test_a_posted_entry_is_reversed_once_and_both_name_each_other(write, accountant, at):
    entry = write("10.00")
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    reverse_by_hand(journal_entry_id=entry.pk, on=date(2026, 12, 2), reason="Twice", by=accountant, at=at)
    at_commit()
    assert (balance_of(RENT), balance_of(RENT, as_of=date(2026, 12, 1))) == (D("0.00"), D("10.00"))
    mirror = JournalEntry.objects.get(reverses=entry)
    assert (mirror.memo, mirror.entry_on, mirror.state) == ("Twice", date(2026, 12, 2), "posted")
    for again in (entry, mirror):
        with pytest.raises((NotReversible, AlreadyPosted)):
            reverse_by_hand(journal_entry_id=again.pk, on=date(2026, 12, 2), reason="x", by=accountant, at=at)


def test_a_large_reversal_is_approved_like_the_entry(write, accountant, colleague, at):
    entry = write("60000.00")
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    approve_entry(journal_entry_id=entry.pk, by=colleague, at=at)
    reverse_by_hand(journal_entry_id=entry.pk, on=ON, reason="Wrong", by=accountant, at=at)
    at_commit()
    mirror = JournalEntry.objects.get(reverses=entry)
    assert (mirror.state, balance_of(RENT)) == ("submitted", D("60000.00"))
    with pytest.raises(NotAllowed):
        approve_entry(journal_entry_id=mirror.pk, by=accountant, at=at)
    approve_entry(journal_entry_id=mirror.pk, by=colleague, at=at)
    at_commit()
    assert balance_of(RENT) == D("0.00")


def test_a_documents_entry_is_not_reversed_by_hand(post, accountant, at):
    posted = post("test.sale:1")
    with pytest.raises(NotReversible) as refusal:
        reverse_by_hand(journal_entry_id=posted.id, on=ON, reason="x", by=accountant, at=at)
    assert refusal.value.remedy


def test_a_reversal_is_not_earlier_than_its_entry(write, accountant, at):
    entry = write()
    post_draft(journal_entry_id=entry.pk, by=accountant, at=at)
    with pytest.raises(Invalid) as refusal:
        reverse_by_hand(journal_entry_id=entry.pk, on=date(2026, 11, 19), reason="x", by=accountant, at=at)
    assert refusal.value.field == "on"


# --- by SQL, as the application's role -------------------------------------------------------------------------------

POST = "UPDATE ledger_journalentry SET state = 'posted', posted_at = now(), posted_by_id = %s"


def test_sql_does_not_post_a_large_draft(write, accountant, colleague):
    entry = write("60000.00")
    assert refused_by_the_database(f"{POST} WHERE id = %s", accountant.pk, entry.pk) == "ledger_entry_needs_approval"
    as_if = f"{POST}, submitted_by_id = %s, submitted_at = now() WHERE id = %s"
    assert refused_by_the_database(as_if, colleague.pk, accountant.pk, entry.pk) == "ledger_entry_needs_approval"
    nobody = f"{POST}, written_by_id = NULL WHERE id = %s"
    assert refused_by_the_database(nobody, accountant.pk, entry.pk) == "ledger_entry_needs_approval"


def test_sql_does_not_approve_ones_own(write, accountant, colleague, at):
    entry = write("60000.00")
    rewrite_entry(journal_entry_id=entry.pk, memo="x", by=colleague, at=at)
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    for person in (accountant, colleague):
        found = refused_by_the_database(f"{POST} WHERE id = %s", person.pk, entry.pk)
        assert found == "ledger_entry_approver_is_another"
    assert refused_by_the_database(f"{POST} WHERE id = %s", None, entry.pk) == "ledger_entry_approver_is_another"


def test_sql_does_not_change_what_was_submitted(write, accountant, colleague, at):
    entry = write("60000.00")
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    raise_it = (
        "INSERT INTO ledger_journalline (entry_id, position, account_id, branch_id, debit, credit, memo, dimensions)"
        " SELECT entry_id, position + 10, account_id, branch_id, debit, credit, '', '[]' FROM ledger_journalline"
        " WHERE entry_id = %s"
    )
    for attack in (
        raise_it,
        "DELETE FROM ledger_journalline WHERE entry_id = %s",
        "UPDATE ledger_journalentry SET memo = 'other' WHERE id = %s",
        "UPDATE ledger_journalentry SET entry_on = entry_on + 1 WHERE id = %s",
        f"UPDATE ledger_journalentry SET submitted_by_id = {colleague.pk} WHERE id = %s",
    ):
        assert refused_by_the_database(attack, entry.pk) == "ledger_submitted_is_fixed"


def test_sql_writes_no_draft_of_nobody(write):
    entry = write()
    found = refused_by_the_database("UPDATE ledger_journalentry SET written_by_id = NULL WHERE id = %s", entry.pk)
    assert found == "ledger_entry_draft_has_writer"


def test_there_is_one_row_of_settings(chart):
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerSetting.objects.create(pk=2, approval_from=D("1.00"))


def test_a_draft_is_discarded_and_keeps_its_number(write, accountant, at):
    entry = discard_entry(journal_entry_id=write("10.00").pk, by=accountant, at=at)
    assert (entry.state, entry.source_number) == ("discarded", "JV-26-000001")
    for verb in (post_draft, submit_entry, discard_entry):
        with pytest.raises(NotNow):
            verb(journal_entry_id=entry.pk, by=accountant, at=at)
    assert write("10.00").source_number == "JV-26-000002"
    assert balance_of(RENT) == D("0.00")
    rule = refused_by_the_database("UPDATE ledger_journalentry SET state = 'draft' WHERE id = %s", entry.pk)
    assert rule == "ledger_journalentry_state_moves"


def test_only_a_draft_is_discarded(write, accountant, at):
    submitted, posted = write("60000.00"), write("1.00")
    submit_entry(journal_entry_id=submitted.pk, by=accountant, at=at)
    post_draft(journal_entry_id=posted.pk, by=accountant, at=at)
    for entry in (submitted, posted):
        with pytest.raises(NotNow):
            discard_entry(journal_entry_id=entry.pk, by=accountant, at=at)


def test_a_discarded_reversal_leaves_its_entry_to_another(write, accountant, colleague, at):
    entry = write("60000.00")
    submit_entry(journal_entry_id=entry.pk, by=accountant, at=at)
    approve_entry(journal_entry_id=entry.pk, by=colleague, at=at)
    at_commit()

    def mirror():
        reverse_by_hand(journal_entry_id=entry.pk, on=ON, reason="twice", by=accountant, at=at)
        return JournalEntry.objects.get(reverses=entry)

    first = mirror()
    send_back_entry(journal_entry_id=first.pk, by=colleague, at=at)
    discard_entry(journal_entry_id=first.pk, by=accountant, at=at)
    again = mirror()
    assert (again.state, again.pk == first.pk) == ("submitted", False)
    small = write("5.00").pk
    rule = refused_by_the_database("UPDATE ledger_journalentry SET reverses_id = %s WHERE id = %s", small, first.pk)
    assert rule == "ledger_entry_discarded_reverses_nothing"
