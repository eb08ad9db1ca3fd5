"""A sealed entry takes no line, whatever transaction is said to have posted it.

After a restore into a new cluster the numbers of transactions begin again: one of them may be that of an old posting.
"""

from importlib import import_module

from django.db import migrations

NOW = """
CREATE OR REPLACE FUNCTION ledger_line_admits(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE found xid8; asker bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_journalseal WHERE entry_id = wanted) THEN
        PERFORM ledger_refuse('the lines of a sealed entry do not change', 'ledger_sealed_is_final');
    END IF;
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
"""
(BEFORE,) = (
    f"CREATE OR REPLACE FUNCTION {text}"
    for text in import_module("modules.ledger.migrations.0004_guards_of_entries_by_hand").GUARDS.split(
        "CREATE OR REPLACE FUNCTION "
    )
    if text.startswith("ledger_line_admits(")
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_discarded_drafts")]
    operations = [migrations.RunSQL(NOW, BEFORE)]
