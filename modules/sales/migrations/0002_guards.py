"""The guards of sales: paid into an open session, final once paid, shares add up, tenders cover the total."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_refuse(problem text, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', problem USING ERRCODE = '23514', CONSTRAINT = rule, SCHEMA = 'public';
END $$;

CREATE FUNCTION sales_order_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_state text; found_day date; found_branch bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.paid_xid IS NOT NULL THEN
        IF (NEW.number, NEW.branch_id, NEW.register_session_id, NEW.patient_id, NEW.source, NEW.business_on,
            NEW.subtotal, NEW.order_discount, NEW.discount, NEW.vat, NEW.total, NEW.change, NEW.paid_at, NEW.paid_by_id)
           IS DISTINCT FROM
           (OLD.number, OLD.branch_id, OLD.register_session_id, OLD.patient_id, OLD.source, OLD.business_on,
            OLD.subtotal, OLD.order_discount, OLD.discount, OLD.vat, OLD.total, OLD.change, OLD.paid_at, OLD.paid_by_id)
        THEN
            PERFORM sales_refuse('a paid order does not change', 'sales_paid_is_final');
        END IF;
        NEW.paid_xid := OLD.paid_xid;
        RETURN NEW;
    END IF;
    IF NEW.state <> 'paid' THEN
        NEW.paid_xid := NULL;
        RETURN NEW;
    END IF;
    SELECT state, business_on, branch_id INTO found_state, found_day, found_branch
      FROM sales_registersession WHERE id = NEW.register_session_id FOR SHARE;
    IF found_state IS DISTINCT FROM 'open' THEN
        PERFORM sales_refuse('the register session is not open', 'sales_session_open');
    END IF;
    IF found_day <> NEW.business_on OR found_branch <> NEW.branch_id THEN
        PERFORM sales_refuse('the sale belongs to another day or branch', 'sales_order_in_its_session');
    END IF;
    NEW.paid_xid := pg_current_xact_id();
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_order_guard BEFORE INSERT OR UPDATE ON sales_order
    FOR EACH ROW EXECUTE FUNCTION sales_order_guard();

CREATE FUNCTION sales_order_admits(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE found xid8;
BEGIN
    SELECT paid_xid INTO found FROM sales_order WHERE id = wanted;
    IF found IS NOT DISTINCT FROM pg_current_xact_id() THEN
        RETURN;
    END IF;
    SELECT paid_xid INTO found FROM sales_order WHERE id = wanted FOR SHARE;
    IF found IS NOT NULL AND found IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM sales_refuse('the lines of a paid order do not change', 'sales_paid_is_final');
    END IF;
END $$;

CREATE FUNCTION sales_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sales_order_admits(OLD.order_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF TG_OP = 'INSERT' OR NEW.order_id <> OLD.order_id THEN PERFORM sales_order_admits(NEW.order_id); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_line_guard BEFORE INSERT OR UPDATE OR DELETE ON sales_orderline
    FOR EACH ROW EXECUTE FUNCTION sales_line_guard();
CREATE TRIGGER zz_sales_tender_guard BEFORE INSERT ON sales_tender
    FOR EACH ROW EXECUTE FUNCTION sales_line_guard();

CREATE FUNCTION sales_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM sales_order_admits((SELECT order_id FROM sales_orderline WHERE id = OLD.line_id));
        RETURN OLD;
    END IF;
    PERFORM sales_order_admits((SELECT order_id FROM sales_orderline WHERE id = NEW.line_id));
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_part_guard BEFORE INSERT OR DELETE ON sales_taxpart
    FOR EACH ROW EXECUTE FUNCTION sales_part_guard();
CREATE TRIGGER zz_sales_share_guard BEFORE INSERT OR DELETE ON sales_orderlineshare
    FOR EACH ROW EXECUTE FUNCTION sales_part_guard();

CREATE FUNCTION sales_shares_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint; added numeric; how_many int;
BEGIN
    wanted := CASE WHEN TG_OP = 'DELETE' THEN OLD.line_id ELSE NEW.line_id END;
    SELECT coalesce(sum(percent), 0), count(*) INTO added, how_many FROM sales_orderlineshare WHERE line_id = wanted;
    IF how_many > 0 AND added <> 100 THEN
        PERFORM sales_refuse('the shares of a line add up to 100', 'sales_shares_add_up');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_shares_add_up AFTER INSERT OR DELETE ON sales_orderlineshare
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sales_shares_check();

CREATE FUNCTION sales_paid_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE by_lines numeric; by_tenders numeric; by_parts numeric;
BEGIN
    SELECT coalesce(sum(gross), 0) INTO by_lines FROM sales_orderline WHERE order_id = NEW.id;
    SELECT coalesce(sum(amount), 0) INTO by_tenders FROM sales_tender WHERE order_id = NEW.id;
    SELECT coalesce(sum(p.gross), 0) INTO by_parts
      FROM sales_taxpart p JOIN sales_orderline l ON l.id = p.line_id WHERE l.order_id = NEW.id;
    IF by_lines <> NEW.total OR by_tenders <> NEW.total OR by_parts <> NEW.total THEN
        PERFORM sales_refuse('lines, tax parts, tenders and total of a paid order agree', 'sales_paid_adds_up');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_paid_adds_up AFTER INSERT OR UPDATE OF state ON sales_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'paid') EXECUTE FUNCTION sales_paid_check();
"""

UNDO = """
DROP FUNCTION IF EXISTS sales_paid_check() CASCADE;
DROP FUNCTION IF EXISTS sales_shares_check() CASCADE;
DROP FUNCTION IF EXISTS sales_part_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_line_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_order_admits(bigint) CASCADE;
DROP FUNCTION IF EXISTS sales_order_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_refuse(text, text) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
