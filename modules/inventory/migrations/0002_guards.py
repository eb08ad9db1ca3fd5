"""The inventory's own guards: done moves are final, only stores and rooms hold stock, a place keeps its kind."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION inventory_refuse(problem text, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', problem USING ERRCODE = '23514', CONSTRAINT = rule, SCHEMA = 'public';
END $$;

CREATE FUNCTION inventory_move_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('done', 'cancelled') THEN
        PERFORM inventory_refuse('a done move does not change', 'inventory_done_is_final');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER zz_inventory_move_guard BEFORE UPDATE OR DELETE ON inventory_stockmove
    FOR EACH ROW EXECUTE FUNCTION inventory_move_guard();

CREATE FUNCTION inventory_quant_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.location_id, NEW.product_id, NEW.lot_id) IS DISTINCT FROM
                            (OLD.location_id, OLD.product_id, OLD.lot_id) THEN
        PERFORM inventory_refuse('a quant keeps its place', 'inventory_quant_keeps_place');
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT kind INTO found FROM inventory_location WHERE id = NEW.location_id;
        IF found NOT IN ('store', 'room') THEN
            PERFORM inventory_refuse('only stores and rooms hold stock', 'inventory_quant_in_store_or_room');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_inventory_quant_guard BEFORE INSERT OR UPDATE ON inventory_quant
    FOR EACH ROW EXECUTE FUNCTION inventory_quant_guard();

CREATE FUNCTION inventory_location_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> OLD.kind OR NEW.branch_id <> OLD.branch_id THEN
        PERFORM inventory_refuse('a place keeps its kind and branch', 'inventory_location_keeps_kind');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_inventory_location_guard BEFORE UPDATE ON inventory_location
    FOR EACH ROW EXECUTE FUNCTION inventory_location_guard();

ALTER TABLE inventory_quant SET (fillfactor = 75);
ALTER TABLE inventory_stockvalue SET (fillfactor = 75);
"""

UNDO = """
DROP FUNCTION IF EXISTS inventory_location_guard() CASCADE;
DROP FUNCTION IF EXISTS inventory_quant_guard() CASCADE;
DROP FUNCTION IF EXISTS inventory_move_guard() CASCADE;
DROP FUNCTION IF EXISTS inventory_refuse(text, text) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
