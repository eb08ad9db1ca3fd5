"""The ledger's own guards, as plain triggers: no session setting can talk them out of it.

- an entry is posted into an open period that holds its day, read FOR SHARE (closing takes FOR UPDATE);
- posted entries never change; their lines may come only within the transaction that posts;
- at commit every entry balances and has at least two lines;
- a period keeps its days.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION ledger_refuse(problem text, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', problem USING ERRCODE = '23514', CONSTRAINT = rule, SCHEMA = 'public';
END $$;

CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.state <> 'posted' THEN
        NEW.posted_xid := NULL;
        RETURN NEW;
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

CREATE TRIGGER zz_ledger_entry_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_journalentry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_guard();

CREATE FUNCTION ledger_line_admits(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE found xid8;
BEGIN
    SELECT posted_xid INTO found FROM ledger_journalentry WHERE id = wanted;
    IF found IS NOT DISTINCT FROM pg_current_xact_id() THEN
        RETURN;
    END IF;
    -- the lock keeps another transaction from posting the entry while this line is on its way
    SELECT posted_xid INTO found FROM ledger_journalentry WHERE id = wanted FOR SHARE;
    IF found IS NOT NULL AND found IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM ledger_refuse('the lines of a posted entry do not change', 'ledger_posted_is_final');
    END IF;
END $$;

CREATE FUNCTION ledger_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM ledger_line_admits(OLD.entry_id);
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.entry_id <> OLD.entry_id THEN
        PERFORM ledger_line_admits(NEW.entry_id);
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zz_ledger_line_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_journalline
    FOR EACH ROW EXECUTE FUNCTION ledger_line_guard();

CREATE FUNCTION ledger_entry_balances(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE side_debit numeric; side_credit numeric; how_many int; is_posted boolean;
BEGIN
    SELECT posted_xid IS NOT NULL INTO is_posted FROM ledger_journalentry WHERE id = wanted;
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
END $$;

CREATE FUNCTION ledger_entry_balance_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger_entry_balances(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_line_balance_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM ledger_entry_balances(OLD.entry_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM ledger_entry_balances(NEW.entry_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT OR UPDATE ON ledger_journalentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balance_check();
CREATE CONSTRAINT TRIGGER ledger_line_balanced AFTER INSERT OR UPDATE OR DELETE ON ledger_journalline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_line_balance_check();

CREATE FUNCTION ledger_period_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.year_id <> OLD.year_id THEN
        PERFORM ledger_refuse('a period keeps its days', 'ledger_period_keeps_days');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zz_ledger_period_guard BEFORE UPDATE ON ledger_period
    FOR EACH ROW EXECUTE FUNCTION ledger_period_guard();

CREATE FUNCTION ledger_seal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before_hash bytea; is_posted boolean;
BEGIN
    SELECT posted_xid IS NOT NULL INTO is_posted FROM ledger_journalentry WHERE id = NEW.entry_id;
    IF is_posted IS NOT TRUE THEN
        PERFORM ledger_refuse('only a posted entry is sealed', 'ledger_seal_posted_only');
    END IF;
    IF octet_length(NEW.hash) <> 32 OR octet_length(NEW.previous_hash) <> 32 THEN
        PERFORM ledger_refuse('a seal is 32 bytes', 'ledger_seal_chained');
    END IF;
    IF NEW.chain_no > 1 THEN
        SELECT hash INTO before_hash FROM ledger_journalseal WHERE chain_no = NEW.chain_no - 1;
        IF before_hash IS DISTINCT FROM NEW.previous_hash THEN
            PERFORM ledger_refuse('the seal does not follow the one before', 'ledger_seal_chained');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zz_ledger_seal_guard BEFORE INSERT ON ledger_journalseal
    FOR EACH ROW EXECUTE FUNCTION ledger_seal_guard();
"""

UNDO = """
DROP FUNCTION IF EXISTS ledger_seal_guard() CASCADE;
DROP FUNCTION IF EXISTS ledger_period_guard() CASCADE;
DROP FUNCTION IF EXISTS ledger_line_balance_check() CASCADE;
DROP FUNCTION IF EXISTS ledger_entry_balance_check() CASCADE;
DROP FUNCTION IF EXISTS ledger_entry_balances(bigint) CASCADE;
DROP FUNCTION IF EXISTS ledger_line_guard() CASCADE;
DROP FUNCTION IF EXISTS ledger_line_admits(bigint) CASCADE;
DROP FUNCTION IF EXISTS ledger_entry_guard() CASCADE;
DROP FUNCTION IF EXISTS ledger_refuse(text, text) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
