"""Guards of entries by hand: what is submitted stays as it is, and large ones are posted only after submission.

Who approves is another than who wrote and who asked: a check constraint of the table. Replaces the functions of
0002 under the same names, so that its triggers hold.
"""

from importlib import import_module

from django.db import migrations

GUARDS = """
CREATE OR REPLACE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_state text; found_start date; found_end date;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.posted_xid IS NOT NULL THEN
            PERFORM ledger_refuse('a posted entry is not deleted', 'ledger_posted_is_final');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.posted_xid IS NOT NULL THEN
        PERFORM ledger_refuse('a posted entry does not change', 'ledger_posted_is_final');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'submitted'
       AND (OLD.source, OLD.journal_id, OLD.branch_id, OLD.period_id, OLD.entry_on, OLD.memo, OLD.reverses_id,
            OLD.written_by_id)
           IS DISTINCT FROM
           (NEW.source, NEW.journal_id, NEW.branch_id, NEW.period_id, NEW.entry_on, NEW.memo, NEW.reverses_id,
            NEW.written_by_id) THEN
        PERFORM ledger_refuse('a submitted entry does not change', 'ledger_submitted_is_fixed');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'submitted' AND NEW.state <> 'draft'
       AND NEW.submitted_by_id IS DISTINCT FROM OLD.submitted_by_id THEN
        PERFORM ledger_refuse('who asked stays who asked', 'ledger_submitted_is_fixed');
    END IF;
    IF NEW.state <> 'posted' THEN
        NEW.posted_xid := NULL;
        RETURN NEW;
    END IF;
    IF NEW.submitted_by_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.state <> 'submitted') THEN
        PERFORM ledger_refuse('the entry was not submitted', 'ledger_entry_needs_approval');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.written_by_id IS DISTINCT FROM OLD.written_by_id THEN
        PERFORM ledger_refuse('who wrote it stays who wrote it', 'ledger_entry_needs_approval');
    END IF;
    NEW.posted_xid := pg_current_xact_id();
    SELECT state, starts_on, ends_on INTO found_state, found_start, found_end
      FROM ledger_period WHERE id = NEW.period_id FOR SHARE;
    IF found_state IS DISTINCT FROM 'open' THEN
        PERFORM ledger_refuse('the period is not open', 'ledger_period_open');
    END IF;
    IF NEW.entry_on < found_start OR NEW.entry_on > found_end THEN
        PERFORM ledger_refuse('the day lies outside the period', 'ledger_entry_in_its_period');
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledger_line_admits(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE found xid8; asker bigint;
BEGIN
    SELECT posted_xid, submitted_by_id INTO found, asker FROM ledger_journalentry WHERE id = wanted;
    IF asker IS NULL AND found IS NOT DISTINCT FROM pg_current_xact_id() THEN
        RETURN;
    END IF;
    -- the lock keeps another transaction from submitting or posting the entry while this line is on its way
    SELECT posted_xid, submitted_by_id INTO found, asker FROM ledger_journalentry WHERE id = wanted FOR SHARE;
    IF found IS NOT NULL AND found IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM ledger_refuse('the lines of a posted entry do not change', 'ledger_posted_is_final');
    END IF;
    IF asker IS NOT NULL THEN
        PERFORM ledger_refuse('the lines of a submitted entry do not change', 'ledger_submitted_is_fixed');
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ledger_entry_balances(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE side_debit numeric; side_credit numeric; how_many int; is_posted boolean; writer bigint; asker bigint;
BEGIN
    SELECT posted_xid IS NOT NULL, written_by_id, submitted_by_id INTO is_posted, writer, asker
      FROM ledger_journalentry WHERE id = wanted;
    IF is_posted IS NOT TRUE THEN
        RETURN;
    END IF;
    SELECT coalesce(sum(debit), 0), coalesce(sum(credit), 0), count(*)
      INTO side_debit, side_credit, how_many FROM ledger_journalline WHERE entry_id = wanted;
    IF how_many < 2 THEN
        PERFORM ledger_refuse('an entry has at least two lines', 'ledger_entry_two_lines');
    END IF;
    IF side_debit <> side_credit THEN
        PERFORM ledger_refuse('debits and credits differ', 'ledger_entry_balanced');
    END IF;
    IF writer IS NOT NULL AND asker IS NULL
       AND side_debit >= coalesce((SELECT approval_from FROM ledger_ledgersetting WHERE id = 1), 0) THEN
        PERFORM ledger_refuse('an entry of this size is posted by approval', 'ledger_entry_needs_approval');
    END IF;
END $$;
"""

# Going back, 0002's own text takes the functions' place again.
BEFORE = "".join(
    f"CREATE OR REPLACE FUNCTION {text}"
    for text in import_module("modules.ledger.migrations.0002_guards").GUARDS.split("CREATE FUNCTION ")
    if text.startswith(("ledger_entry_guard(", "ledger_line_admits(", "ledger_entry_balances("))
).replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_entries_by_hand")]
    operations = [migrations.RunSQL(GUARDS, BEFORE)]
