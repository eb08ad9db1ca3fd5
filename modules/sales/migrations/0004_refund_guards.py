"""The guards of refunds: of a paid bill, never more than was sold, out of an open drawer, final once paid out."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_refund_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_state text; found_day date; found_branch bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT state, branch_id INTO found_state, found_branch FROM sales_order WHERE id = NEW.order_id FOR UPDATE;
        IF found_state NOT IN ('paid', 'partly_refunded') THEN
            PERFORM sales_refuse('only a paid order is refunded', 'sales_refund_of_paid');
        END IF;
        IF found_branch <> NEW.branch_id THEN
            PERFORM sales_refuse('the order belongs to another branch', 'sales_refund_in_its_session');
        END IF;
        NEW.written_xid := pg_current_xact_id();
        NEW.paid_xid := NULL;
        RETURN NEW;
    END IF;
    NEW.written_xid := OLD.written_xid;
    IF OLD.paid_xid IS NOT NULL THEN
        NEW.paid_xid := OLD.paid_xid;
        IF to_jsonb(NEW) - 'version' - 'updated_at' IS DISTINCT FROM to_jsonb(OLD) - 'version' - 'updated_at' THEN
            PERFORM sales_refuse('a refund that is paid out does not change', 'sales_refund_is_final');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.order_id, NEW.branch_id, NEW.kind, NEW.reason, NEW.total, NEW.vat, NEW.needs_approval,
        NEW.requested_by_id, NEW.requested_at)
       IS DISTINCT FROM
       (OLD.order_id, OLD.branch_id, OLD.kind, OLD.reason, OLD.total, OLD.vat, OLD.needs_approval,
        OLD.requested_by_id, OLD.requested_at)
    THEN
        PERFORM sales_refuse('what was asked for does not change', 'sales_refund_is_final');
    END IF;
    NEW.paid_xid := NULL;
    IF NEW.state <> 'paid' THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM sales_order WHERE id = NEW.order_id FOR UPDATE;
    SELECT state, business_on, branch_id INTO found_state, found_day, found_branch
      FROM sales_registersession WHERE id = NEW.register_session_id FOR SHARE;
    IF found_state IS DISTINCT FROM 'open' THEN
        PERFORM sales_refuse('the register session is not open', 'sales_session_open');
    END IF;
    IF found_day <> NEW.business_on OR found_branch <> NEW.branch_id THEN
        PERFORM sales_refuse('the refund belongs to another day or branch', 'sales_refund_in_its_session');
    END IF;
    NEW.paid_xid := pg_current_xact_id();
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_refund_guard BEFORE INSERT OR UPDATE ON sales_refund
    FOR EACH ROW EXECUTE FUNCTION sales_refund_guard();

CREATE FUNCTION sales_refund_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written xid8; of_order bigint; sold_in bigint; sold numeric; back numeric;
BEGIN
    SELECT written_xid, order_id INTO written, of_order FROM sales_refund WHERE id = NEW.refund_id;
    IF written IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM sales_refuse('the lines of a refund do not change', 'sales_refund_is_final');
    END IF;
    SELECT order_id, quantity INTO sold_in, sold FROM sales_orderline WHERE id = NEW.line_id FOR UPDATE;
    IF sold_in IS DISTINCT FROM of_order THEN
        PERFORM sales_refuse('the line is of another order', 'sales_refund_of_its_order');
    END IF;
    SELECT coalesce(sum(l.quantity), 0) INTO back FROM sales_refundline l JOIN sales_refund r ON r.id = l.refund_id
     WHERE l.line_id = NEW.line_id AND r.state NOT IN ('refused', 'withdrawn');
    IF back + NEW.quantity > sold THEN
        PERFORM sales_refuse('more is given back than was sold', 'sales_refund_within_sold');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_refund_line_guard BEFORE INSERT ON sales_refundline
    FOR EACH ROW EXECUTE FUNCTION sales_refund_line_guard();

CREATE FUNCTION sales_refund_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written xid8;
BEGIN
    SELECT r.written_xid INTO written FROM sales_refundline l JOIN sales_refund r ON r.id = l.refund_id
     WHERE l.id = NEW.refund_line_id;
    IF written IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM sales_refuse('the lines of a refund do not change', 'sales_refund_is_final');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_refund_part_guard BEFORE INSERT ON sales_refundpart
    FOR EACH ROW EXECUTE FUNCTION sales_refund_part_guard();

CREATE FUNCTION sales_refund_tender_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid xid8;
BEGIN
    SELECT paid_xid INTO paid FROM sales_refund WHERE id = NEW.refund_id;
    IF paid IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM sales_refuse('a refund is paid once', 'sales_refund_is_final');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_refund_tender_guard BEFORE INSERT ON sales_refundtender
    FOR EACH ROW EXECUTE FUNCTION sales_refund_tender_guard();

CREATE FUNCTION sales_all_refunded(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM sales_orderline o WHERE o.order_id = wanted AND o.quantity <> (
            SELECT coalesce(sum(l.quantity), 0) FROM sales_refundline l JOIN sales_refund r ON r.id = l.refund_id
             WHERE l.line_id = o.id AND r.state = 'paid'))
$$;

CREATE FUNCTION sales_refund_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_state text; by_lines numeric; by_parts numeric; vat_of_parts numeric; by_tenders numeric; order_state text;
BEGIN
    SELECT state INTO now_state FROM sales_refund WHERE id = NEW.id;
    SELECT sum(gross) INTO by_lines FROM sales_refundline WHERE refund_id = NEW.id;
    SELECT coalesce(sum(p.gross), 0), coalesce(sum(p.vat), 0) INTO by_parts, vat_of_parts
      FROM sales_refundpart p JOIN sales_refundline l ON l.id = p.refund_line_id WHERE l.refund_id = NEW.id;
    SELECT coalesce(sum(amount), 0) INTO by_tenders FROM sales_refundtender WHERE refund_id = NEW.id;
    IF by_lines IS DISTINCT FROM NEW.total OR by_parts <> NEW.total OR vat_of_parts <> NEW.vat
       OR (now_state = 'paid' AND by_tenders <> NEW.total) THEN
        PERFORM sales_refuse('lines, tax parts, payments and total of a refund agree', 'sales_refund_adds_up');
    END IF;
    IF now_state IN ('refused', 'withdrawn') THEN
        RETURN NULL;
    END IF;
    -- Of every line touched: no tax code, no cost above what was sold, and all of it once all of it is back.
    IF EXISTS (
        SELECT 1 FROM sales_refundline mine
          JOIN sales_orderline o ON o.id = mine.line_id
          CROSS JOIN LATERAL (
              SELECT sum(l.quantity) AS quantity, sum(l.gross + l.kept) AS money, sum(l.cost) AS cost
                FROM sales_refundline l JOIN sales_refund r ON r.id = l.refund_id
               WHERE l.line_id = o.id AND r.state NOT IN ('refused', 'withdrawn')) back
         WHERE mine.refund_id = NEW.id
           AND (back.money > o.gross OR back.cost > o.cost OR (back.quantity = o.quantity AND back.money <> o.gross)))
       OR EXISTS (
        SELECT 1 FROM sales_refundline mine
          JOIN sales_refundline l ON l.line_id = mine.line_id
          JOIN sales_refund r ON r.id = l.refund_id AND r.state NOT IN ('refused', 'withdrawn')
          JOIN sales_refundpart p ON p.refund_line_id = l.id
          LEFT JOIN LATERAL (
              SELECT sum(t.gross) AS gross, sum(t.net) AS net, sum(t.vat) AS vat FROM sales_taxpart t
               WHERE t.line_id = mine.line_id AND t.tax_code_id = p.tax_code_id) sold ON true
         WHERE mine.refund_id = NEW.id
         GROUP BY mine.line_id, p.tax_code_id, sold.gross, sold.net, sold.vat
        HAVING sum(p.gross) > coalesce(sold.gross, 0) OR sum(p.net) > coalesce(sold.net, 0)
            OR sum(p.vat) > coalesce(sold.vat, 0))
    THEN
        PERFORM sales_refuse('more is given back than was paid', 'sales_refund_within_sold');
    END IF;
    IF now_state <> 'paid' THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT 1 FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
         WHERE r.order_id = NEW.order_id AND t.kind <> 'cash'
         GROUP BY t.kind
        HAVING sum(t.amount) > (SELECT coalesce(sum(amount), 0) FROM sales_tender s
                                 WHERE s.order_id = NEW.order_id AND s.kind = t.kind))
    THEN
        PERFORM sales_refuse('more goes back this way than came', 'sales_refund_by_original_way');
    END IF;
    SELECT state INTO order_state FROM sales_order WHERE id = NEW.order_id;
    IF order_state IS DISTINCT FROM
       (CASE WHEN sales_all_refunded(NEW.order_id) THEN 'refunded' ELSE 'partly_refunded' END) THEN
        PERFORM sales_refuse('the order says what was refunded of it', 'sales_order_says_refunded');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_refund_adds_up AFTER INSERT OR UPDATE ON sales_refund
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sales_refund_check();

CREATE FUNCTION sales_order_refunded_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_state text;
BEGIN
    SELECT state INTO now_state FROM sales_order WHERE id = NEW.id;
    IF now_state NOT IN ('partly_refunded', 'refunded') THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sales_refund WHERE order_id = NEW.id AND state = 'paid')
       OR (now_state = 'refunded') <> sales_all_refunded(NEW.id) THEN
        PERFORM sales_refuse('the order says what was refunded of it', 'sales_order_says_refunded');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_order_says_refunded AFTER UPDATE OF state ON sales_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ('partly_refunded', 'refunded'))
    EXECUTE FUNCTION sales_order_refunded_check();
"""

UNDO = """
DROP FUNCTION IF EXISTS sales_order_refunded_check() CASCADE;
DROP FUNCTION IF EXISTS sales_refund_check() CASCADE;
DROP FUNCTION IF EXISTS sales_all_refunded(bigint) CASCADE;
DROP FUNCTION IF EXISTS sales_refund_tender_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_refund_part_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_refund_line_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_refund_guard() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_refunds")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
