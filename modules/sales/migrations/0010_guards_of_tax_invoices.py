"""The guard of full tax invoices: of a paid bill with an abbreviated one, dated as the sale."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_tax_invoice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_state text; found_day date; found_kind text;
BEGIN
    SELECT o.state, o.business_on, r.kind INTO found_state, found_day, found_kind
      FROM sales_order o LEFT JOIN sales_receipt r ON r.order_id = o.id WHERE o.id = NEW.order_id FOR UPDATE OF o;
    IF found_state IS DISTINCT FROM 'paid' OR found_kind IS DISTINCT FROM 'abbreviated'
       OR found_day IS DISTINCT FROM NEW.business_on THEN
        PERFORM sales_refuse('a full tax invoice replaces the abbreviated one of a paid bill', 'sales_tax_invoice_of_paid');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_tax_invoice_guard BEFORE INSERT ON sales_taxinvoice
    FOR EACH ROW EXECUTE FUNCTION sales_tax_invoice_guard();
"""

UNDO = "DROP FUNCTION IF EXISTS sales_tax_invoice_guard() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("sales", "0009_tax_invoices_and_pins")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
