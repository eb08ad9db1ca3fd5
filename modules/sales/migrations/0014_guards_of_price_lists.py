"""The guard of price lists: a bill is paid by a list that is in force in its branch on its day, and keeps saying which."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_order_price_list_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.paid_xid IS NOT NULL THEN
        IF NEW.price_list_id IS DISTINCT FROM OLD.price_list_id THEN
            PERFORM sales_refuse('a paid order does not change', 'sales_paid_is_final');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = 'paid' AND NEW.price_list_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM catalog_pricelist p
         WHERE p.id = NEW.price_list_id AND p.state = 'active'
           AND daterange(p.starts_on, p.ends_on, '[]') @> NEW.business_on
           AND (NOT EXISTS (SELECT 1 FROM catalog_pricelistbranch b WHERE b.price_list_id = p.id)
                OR EXISTS (SELECT 1 FROM catalog_pricelistbranch b
                            WHERE b.price_list_id = p.id AND b.branch_id = NEW.branch_id)))
    THEN
        PERFORM sales_refuse('the price list is not in force', 'sales_order_by_list_in_force');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_order_price_list BEFORE INSERT OR UPDATE ON sales_order
    FOR EACH ROW EXECUTE FUNCTION sales_order_price_list_guard();
"""

UNDO = "DROP FUNCTION IF EXISTS sales_order_price_list_guard() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("sales", "0013_price_lists")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
