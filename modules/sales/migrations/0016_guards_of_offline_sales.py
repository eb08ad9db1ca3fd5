"""The guards of offline sales: a device's numbers arrive one after another, each once, and each with one order."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_device_series_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.last <> 0 THEN
            PERFORM sales_refuse('a series begins with nothing received', 'sales_device_number_gapless');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.device_id, NEW.kind, NEW.year, NEW.prefix) IS DISTINCT FROM (OLD.device_id, OLD.kind, OLD.year, OLD.prefix)
    THEN
        PERFORM sales_refuse('a series stays what it is', 'sales_device_series_is_fixed');
    END IF;
    IF NEW.last <> OLD.last AND (NEW.last <> OLD.last + 1 OR pg_trigger_depth() < 2) THEN
        PERFORM sales_refuse('a number counts when its sale arrives', 'sales_device_number_gapless');
    END IF;
    IF NEW.reported < OLD.reported THEN
        PERFORM sales_refuse('a number that was given stays given', 'sales_device_series_is_fixed');
    END IF;
    NEW.reported := greatest(NEW.reported, NEW.last);
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_device_series_guard BEFORE INSERT OR UPDATE ON sales_deviceseries
    FOR EACH ROW EXECUTE FUNCTION sales_device_series_guard();

CREATE FUNCTION sales_offline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_series text; of_register bigint; of_session bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.order_id IS NOT NULL OR (to_jsonb(NEW) - ARRAY['order_id', 'version', 'updated_at'])
           IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['order_id', 'version', 'updated_at'])
        THEN
            PERFORM sales_refuse('what was printed does not change', 'sales_offline_is_final');
        END IF;
        RETURN NEW;
    END IF;
    UPDATE sales_deviceseries SET last = NEW.no WHERE id = NEW.series_id AND last = NEW.no - 1;
    IF NOT FOUND THEN
        PERFORM sales_refuse('numbers of a device arrive one after another', 'sales_device_number_gapless');
    END IF;
    SELECT s.prefix, d.register_id INTO of_series, of_register
      FROM sales_deviceseries s JOIN sales_registerdevice d ON d.id = s.device_id WHERE s.id = NEW.series_id;
    SELECT register_id INTO of_session FROM sales_registersession WHERE id = NEW.register_session_id;
    IF NEW.number <> of_series || lpad(NEW.no::text, 6, '0') OR of_session IS DISTINCT FROM of_register THEN
        PERFORM sales_refuse('the number is of another series', 'sales_offline_in_its_series');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_offline_guard BEFORE INSERT OR UPDATE ON sales_offlinesale
    FOR EACH ROW EXECUTE FUNCTION sales_offline_guard();

CREATE FUNCTION sales_offline_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.id = NEW.order_id AND o.number = NEW.number) THEN
        PERFORM sales_refuse('the order carries the number that was printed', 'sales_offline_order_agrees');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_offline_order_agrees AFTER INSERT OR UPDATE ON sales_offlinesale
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.order_id IS NOT NULL) EXECUTE FUNCTION sales_offline_check();
"""

UNDO = """
DROP FUNCTION IF EXISTS sales_offline_check() CASCADE;
DROP FUNCTION IF EXISTS sales_offline_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_device_series_guard() CASCADE;
"""

# While a session is counted nothing is sold, but what was printed before may still arrive. The rest of the guard stays.
ONLY_OPEN = "IF found_state IS DISTINCT FROM 'open' THEN"
OR_ARRIVING = """IF found_state IS DISTINCT FROM 'open' AND NOT (found_state = 'counting'
           AND EXISTS (SELECT 1 FROM sales_offlinesale f WHERE f.order_id = NEW.id)) THEN"""


def replace_in_guard(editor, old, new):
    """Rewrite one condition of the order's guard, as it stands in the database."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('sales_order_guard'::regproc)")
        (text,) = cursor.fetchone()
        assert old in text, "the guard of orders is not the one that this migration knows"
        cursor.execute(text.replace(old, new))


def admit_arriving(_apps, editor):
    """Let printed sales arrive while the session is counted."""
    replace_in_guard(editor, ONLY_OPEN, OR_ARRIVING)


def refuse_arriving(_apps, editor):
    """As before."""
    replace_in_guard(editor, OR_ARRIVING, ONLY_OPEN)


class Migration(migrations.Migration):
    dependencies = [("sales", "0015_offline_sales")]
    operations = [migrations.RunSQL(GUARDS, UNDO), migrations.RunPython(admit_arriving, refuse_arriving)]
