"""The guards of sales on account: approved, within the limit, and never more collected or given back than is open.

Whoever sells takes the company's row, whoever collects or gives back the bill's: two at once see one another.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_open_amount(wanted bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT sum(t.amount) FROM sales_tender t
                       JOIN sales_order o ON o.id = t.order_id AND o.state <> 'voided'
                      WHERE t.order_id = wanted AND t.kind = 'on_account'), 0)
         - coalesce((SELECT sum(b.amount) FROM sales_refundtender b JOIN sales_refund r ON r.id = b.refund_id
                      WHERE r.order_id = wanted AND r.state = 'paid' AND b.kind = 'on_account'), 0)
         - coalesce((SELECT sum(amount) FROM sales_collectionline WHERE order_id = wanted), 0)
$$;

CREATE FUNCTION sales_on_account_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_state text; allowed numeric; owed numeric;
BEGIN
    SELECT state, credit_limit INTO found_state, allowed FROM sales_customer WHERE id = NEW.customer_id FOR UPDATE;
    IF found_state IS DISTINCT FROM 'approved' THEN
        PERFORM sales_refuse('this company may not buy on account', 'sales_customer_approved');
    END IF;
    SELECT coalesce(sum(sales_open_amount(t.order_id)), 0) INTO owed FROM sales_tender t
     WHERE t.customer_id = NEW.customer_id AND t.kind = 'on_account';
    IF owed + NEW.amount > allowed THEN
        PERFORM sales_refuse('this is above the credit limit', 'sales_customer_limit');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_on_account_guard BEFORE INSERT ON sales_tender
    FOR EACH ROW WHEN (NEW.kind = 'on_account') EXECUTE FUNCTION sales_on_account_guard();

CREATE FUNCTION sales_customer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'requested' AND NEW.state <> 'requested'
       AND (NEW.credit_limit, NEW.credit_days) IS DISTINCT FROM (OLD.credit_limit, OLD.credit_days) THEN
        PERFORM sales_refuse('terms that are decided do not change', 'sales_customer_terms_are_decided');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_customer_guard BEFORE UPDATE ON sales_customer
    FOR EACH ROW EXECUTE FUNCTION sales_customer_guard();

CREATE FUNCTION sales_collection_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written xid8; found_kind text; payer bigint; debtor bigint;
BEGIN
    SELECT written_xid, kind, customer_id INTO written, found_kind, payer FROM sales_remittance
     WHERE id = NEW.remittance_id;
    IF written IS DISTINCT FROM pg_current_xact_id() OR found_kind <> 'collection' THEN
        PERFORM sales_refuse('what was paid is written once', 'sales_remittance_is_final');
    END IF;
    PERFORM 1 FROM sales_order WHERE id = NEW.order_id FOR UPDATE;
    SELECT customer_id INTO debtor FROM sales_tender WHERE order_id = NEW.order_id AND kind = 'on_account';
    IF debtor IS DISTINCT FROM payer OR sales_open_amount(NEW.order_id) < NEW.amount THEN
        PERFORM sales_refuse('more is collected than is open', 'sales_collected_within_open');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_collection_guard BEFORE INSERT ON sales_collectionline
    FOR EACH ROW EXECUTE FUNCTION sales_collection_guard();

CREATE FUNCTION sales_collection_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.amount <> (SELECT coalesce(sum(amount), 0) FROM sales_collectionline WHERE remittance_id = NEW.id) THEN
        PERFORM sales_refuse('what is collected is for bills', 'sales_collection_adds_up');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_collection_adds_up AFTER INSERT ON sales_remittance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'collection')
    EXECUTE FUNCTION sales_collection_check();

CREATE FUNCTION sales_collected_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM sales_collectionline WHERE order_id = NEW.id) THEN
        PERFORM sales_refuse('a bill of which something was collected is not voided', 'sales_collected_is_not_voided');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_collected_guard BEFORE UPDATE ON sales_order
    FOR EACH ROW WHEN (NEW.state = 'voided' AND OLD.state <> 'voided') EXECUTE FUNCTION sales_collected_guard();

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
         WHERE r.order_id = wanted AND t.kind NOT IN ('cash', 'credit', 'on_account')
         GROUP BY t.kind
        HAVING sum(t.amount) > (SELECT coalesce(sum(amount), 0) FROM sales_tender s
                                 WHERE s.order_id = wanted AND s.kind = t.kind))
    THEN
        PERFORM sales_refuse('more goes back this way than came', 'sales_refund_by_original_way');
    END IF;
END $$;
"""

UNDO = """
DROP FUNCTION IF EXISTS sales_collected_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_collection_check() CASCADE;
DROP FUNCTION IF EXISTS sales_collection_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_customer_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_on_account_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_open_amount(bigint) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0007_on_account")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
