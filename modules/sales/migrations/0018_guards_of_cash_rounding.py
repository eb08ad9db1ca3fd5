"""The guard of cash rounding: it stands beside cash that is a multiple of the branch's step, by half a step at most."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_rounding_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted numeric; cash numeric;
BEGIN
    IF TG_TABLE_NAME = 'sales_tender' THEN
        SELECT c.step INTO wanted FROM sales_order o JOIN sales_cashrounding c ON c.branch_id = o.branch_id
         WHERE o.id = NEW.order_id;
        SELECT coalesce(sum(amount), 0) INTO cash FROM sales_tender WHERE order_id = NEW.order_id AND kind = 'cash';
    ELSIF TG_TABLE_NAME = 'sales_refundtender' THEN
        SELECT c.step INTO wanted FROM sales_refund r JOIN sales_cashrounding c ON c.branch_id = r.branch_id
         WHERE r.id = NEW.refund_id;
        SELECT coalesce(sum(amount), 0) INTO cash FROM sales_refundtender
         WHERE refund_id = NEW.refund_id AND kind = 'cash';
    ELSE
        SELECT c.step INTO wanted FROM sales_remittance r JOIN sales_cashrounding c ON c.branch_id = r.branch_id
         WHERE r.id = NEW.remittance_id;
        SELECT coalesce(sum(amount), 0) INTO cash FROM sales_remittancetender
         WHERE remittance_id = NEW.remittance_id AND kind = 'cash';
    END IF;
    IF coalesce(wanted, 0) = 0 OR abs(NEW.amount) > wanted / 2 OR cash % wanted <> 0 THEN
        PERFORM sales_refuse('only cash is rounded, to the step of its branch', 'sales_rounding_is_of_cash');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_rounding_is_of_cash AFTER INSERT ON sales_tender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'rounding') EXECUTE FUNCTION sales_rounding_check();
CREATE CONSTRAINT TRIGGER sales_rounding_is_of_cash AFTER INSERT ON sales_refundtender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'rounding') EXECUTE FUNCTION sales_rounding_check();
CREATE CONSTRAINT TRIGGER sales_rounding_is_of_cash AFTER INSERT ON sales_remittancetender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'rounding') EXECUTE FUNCTION sales_rounding_check();

-- As before; a rounding goes back beside cash, and came by no way of its own.
CREATE OR REPLACE FUNCTION sales_refund_ways(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE in_money numeric; back numeric;
BEGIN
    SELECT coalesce(sum(amount) FILTER (WHERE kind <> 'on_account'), 0)
         + (SELECT coalesce(sum(amount), 0) FROM sales_collectionline WHERE order_id = wanted)
      INTO in_money FROM sales_tender WHERE order_id = wanted;
    SELECT coalesce(sum(t.amount) FILTER (WHERE t.kind <> 'on_account'), 0) INTO back
      FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id WHERE r.order_id = wanted;
    IF back > in_money OR sales_open_amount(wanted) < 0 OR EXISTS (
        SELECT 1 FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
         WHERE r.order_id = wanted AND t.kind NOT IN ('cash', 'credit', 'on_account', 'rounding')
         GROUP BY t.kind
        HAVING sum(t.amount) > (SELECT coalesce(sum(amount), 0) FROM sales_tender s
                                 WHERE s.order_id = wanted AND s.kind = t.kind))
    THEN
        PERFORM sales_refuse('more goes back this way than came', 'sales_refund_by_original_way');
    END IF;
END $$;
"""

UNDO = "DROP FUNCTION IF EXISTS sales_rounding_check() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("sales", "0017_cash_rounding")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
