"""Guards of closed books: the lock, and the approval without which nothing closed is opened.

`decided_xid` of a reopening is written here alone: the transaction that approves is the only one that may open.
Replaces functions of 0002 and 0004 under the same names, so that their triggers hold.
"""

from importlib import import_module

from django.db import migrations

BY_HAND = import_module("modules.ledger.migrations.0004_guards_of_entries_by_hand")
ENTRY_GUARD = next(
    f"CREATE OR REPLACE FUNCTION {text}"
    for text in BY_HAND.GUARDS.split("CREATE OR REPLACE FUNCTION ")
    if text.startswith("ledger_entry_guard(")
)
LOCKED = """
    -- whoever moves the lock waits for those who are posting, and they for him
    SELECT locked_until INTO found_end FROM ledger_ledgersetting WHERE id = 1 FOR SHARE;
    IF NEW.entry_on <= found_end THEN
        PERFORM ledger_refuse('the books are locked up to that day', 'ledger_day_locked');
    END IF;
    RETURN NEW;
END $$;
"""

GUARDS = (
    ENTRY_GUARD.rpartition("    RETURN NEW;")[0].rstrip()
    + LOCKED
    + """
CREATE FUNCTION ledger_approved_now(wanted_kind text, wanted_year bigint, wanted_day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM ledger_reopening r LEFT JOIN ledger_period p ON p.id = r.period_id
         WHERE r.decided_xid = pg_current_xact_id() AND r.state = 'approved' AND r.kind = wanted_kind
           AND (wanted_kind <> 'period' OR p.year_id = wanted_year)
           AND (wanted_kind <> 'lock' OR r.locked_until IS NOT DISTINCT FROM wanted_day)
    )
$$;

CREATE OR REPLACE FUNCTION ledger_period_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.year_id <> OLD.year_id THEN
        PERFORM ledger_refuse('a period keeps its days', 'ledger_period_keeps_days');
    END IF;
    IF OLD.state = 'closed' AND NEW.state <> 'closed' AND NOT ledger_approved_now('period', OLD.year_id, NULL) THEN
        PERFORM ledger_refuse('a closed period is opened by approval', 'ledger_opened_by_approval');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION ledger_year_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on THEN
        PERFORM ledger_refuse('a year keeps its days', 'ledger_year_keeps_days');
    END IF;
    IF OLD.state = 'closed' AND NEW.state = 'closed' AND NEW.closing_entry_id IS DISTINCT FROM OLD.closing_entry_id THEN
        PERFORM ledger_refuse('a closed year keeps its closing entry', 'ledger_year_keeps_entry');
    END IF;
    IF OLD.state = 'closed' AND NEW.state <> 'closed' AND NOT ledger_approved_now('period', OLD.id, NULL) THEN
        PERFORM ledger_refuse('a closed year is opened by approval', 'ledger_opened_by_approval');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zz_ledger_year_guard BEFORE UPDATE ON ledger_fiscalyear
    FOR EACH ROW EXECUTE FUNCTION ledger_year_guard();

CREATE FUNCTION ledger_setting_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.locked_until IS NOT NULL AND (NEW.locked_until IS NULL OR NEW.locked_until < OLD.locked_until)
       AND NOT ledger_approved_now('lock', NULL, NEW.locked_until) THEN
        PERFORM ledger_refuse('the lock is moved back by approval', 'ledger_opened_by_approval');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zz_ledger_setting_guard BEFORE UPDATE ON ledger_ledgersetting
    FOR EACH ROW EXECUTE FUNCTION ledger_setting_guard();

CREATE FUNCTION ledger_reopening_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.decided_xid := NULL;
        RETURN NEW;
    END IF;
    IF (OLD.kind, OLD.period_id, OLD.locked_until, OLD.requested_by_id)
       IS DISTINCT FROM (NEW.kind, NEW.period_id, NEW.locked_until, NEW.requested_by_id) THEN
        PERFORM ledger_refuse('what was asked for stays as it was asked', 'ledger_reopening_is_fixed');
    END IF;
    NEW.decided_xid := OLD.decided_xid;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' THEN
        NEW.decided_xid := pg_current_xact_id();
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER zz_ledger_reopening_guard BEFORE INSERT OR UPDATE ON ledger_reopening
    FOR EACH ROW EXECUTE FUNCTION ledger_reopening_guard();
"""
)

PERIOD_GUARD = next(
    f"CREATE OR REPLACE FUNCTION {text}"
    for text in import_module("modules.ledger.migrations.0002_guards").GUARDS.split("CREATE FUNCTION ")
    if text.startswith("ledger_period_guard(")
).replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER")
UNDO = (
    """
DROP FUNCTION IF EXISTS ledger_reopening_guard() CASCADE;
DROP FUNCTION IF EXISTS ledger_setting_guard() CASCADE;
DROP FUNCTION IF EXISTS ledger_year_guard() CASCADE;
"""
    + PERIOD_GUARD
    + ENTRY_GUARD
    + """
DROP FUNCTION IF EXISTS ledger_approved_now(text, bigint, date);
"""
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_closed_books")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
