"""The guards of deposits and credit: money in full, cash through an open drawer, no credit that nobody handed over.

The application may not write a balance: it follows from the movements, by a function of the owner's. Whoever spends
takes the balance's row first (`sales_hold_credit`), so that two at once see one another.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_hold_credit(wanted bigint) RETURNS numeric LANGUAGE sql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO sales_customercredit AS credit (patient_id, balance) VALUES (wanted, 0)
    ON CONFLICT (patient_id) DO UPDATE SET balance = credit.balance RETURNING balance
$$;

CREATE FUNCTION sales_credit_move() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM sales_hold_credit(NEW.patient_id);
    UPDATE sales_customercredit SET balance = balance + NEW.amount WHERE patient_id = NEW.patient_id;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_credit_move BEFORE INSERT ON sales_creditmovement
    FOR EACH ROW EXECUTE FUNCTION sales_credit_move();

CREATE FUNCTION sales_credit_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE backed boolean;
BEGIN
    IF NEW.kind IN ('deposit', 'pay_back') THEN
        backed := EXISTS (SELECT 1 FROM sales_remittance r
            WHERE r.id = NEW.remittance_id AND r.kind = NEW.kind AND r.patient_id = NEW.patient_id
              AND r.amount = abs(NEW.amount) AND r.branch_id = NEW.branch_id AND r.business_on = NEW.business_on);
    ELSIF NEW.kind IN ('spent', 'returned') THEN
        backed := EXISTS (SELECT 1 FROM sales_order o
            WHERE o.id = NEW.order_id AND o.patient_id = NEW.patient_id AND o.branch_id = NEW.branch_id
              AND o.paid_xid IS NOT NULL AND (NEW.kind = 'spent' OR o.state = 'voided')
              AND abs(NEW.amount) = (SELECT sum(t.amount) FROM sales_tender t
                                      WHERE t.order_id = o.id AND t.kind = 'credit'));
    ELSE
        backed := EXISTS (SELECT 1 FROM sales_refund r JOIN sales_order o ON o.id = r.order_id
            WHERE r.id = NEW.refund_id AND r.state = 'paid' AND o.patient_id = NEW.patient_id
              AND r.branch_id = NEW.branch_id
              AND NEW.amount = (SELECT sum(t.amount) FROM sales_refundtender t
                                 WHERE t.refund_id = r.id AND t.kind = 'credit'));
    END IF;
    IF NOT backed THEN
        PERFORM sales_refuse('credit moves with a document that says so', 'sales_credit_is_backed');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_credit_is_backed AFTER INSERT ON sales_creditmovement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sales_credit_check();

CREATE FUNCTION sales_credit_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved boolean;
BEGIN
    IF TG_TABLE_NAME = 'sales_tender' THEN
        moved := EXISTS (SELECT 1 FROM sales_creditmovement WHERE order_id = NEW.order_id AND kind = 'spent');
    ELSIF TG_TABLE_NAME = 'sales_order' THEN
        moved := NOT EXISTS (SELECT 1 FROM sales_tender WHERE order_id = NEW.id AND kind = 'credit')
              OR EXISTS (SELECT 1 FROM sales_creditmovement WHERE order_id = NEW.id AND kind = 'returned');
    ELSIF TG_TABLE_NAME = 'sales_refundtender' THEN
        moved := EXISTS (SELECT 1 FROM sales_creditmovement WHERE refund_id = NEW.refund_id);
    ELSE
        moved := EXISTS (SELECT 1 FROM sales_creditmovement WHERE remittance_id = NEW.id);
    END IF;
    IF NOT moved THEN
        PERFORM sales_refuse('what is paid with credit is taken from it', 'sales_credit_is_moved');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_credit_is_moved AFTER INSERT ON sales_tender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'credit') EXECUTE FUNCTION sales_credit_moved();
CREATE CONSTRAINT TRIGGER sales_credit_is_moved AFTER UPDATE OF state ON sales_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'voided') EXECUTE FUNCTION sales_credit_moved();
CREATE CONSTRAINT TRIGGER sales_credit_is_moved AFTER INSERT ON sales_refundtender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'credit') EXECUTE FUNCTION sales_credit_moved();
CREATE CONSTRAINT TRIGGER sales_credit_is_moved AFTER INSERT ON sales_remittance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind IN ('deposit', 'pay_back'))
    EXECUTE FUNCTION sales_credit_moved();

CREATE FUNCTION sales_remittance_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_state text; found_day date; found_branch bigint;
BEGIN
    NEW.written_xid := pg_current_xact_id();
    IF NEW.register_session_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT state, business_on, branch_id INTO found_state, found_day, found_branch
      FROM sales_registersession WHERE id = NEW.register_session_id FOR SHARE;
    IF found_state IS DISTINCT FROM 'open' THEN
        PERFORM sales_refuse('the register session is not open', 'sales_session_open');
    END IF;
    IF found_day <> NEW.business_on OR found_branch <> NEW.branch_id THEN
        PERFORM sales_refuse('the money belongs to another day or branch', 'sales_remittance_in_its_session');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_remittance_guard BEFORE INSERT ON sales_remittance
    FOR EACH ROW EXECUTE FUNCTION sales_remittance_guard();

CREATE FUNCTION sales_remittance_tender_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written xid8; drawer bigint;
BEGIN
    SELECT written_xid, register_session_id INTO written, drawer FROM sales_remittance WHERE id = NEW.remittance_id;
    IF written IS DISTINCT FROM pg_current_xact_id() THEN
        PERFORM sales_refuse('what was paid is written once', 'sales_remittance_is_final');
    END IF;
    IF NEW.kind = 'cash' AND drawer IS NULL THEN
        PERFORM sales_refuse('cash goes through a drawer', 'sales_remittance_cash_in_drawer');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_sales_remittance_tender_guard BEFORE INSERT ON sales_remittancetender
    FOR EACH ROW EXECUTE FUNCTION sales_remittance_tender_guard();

CREATE FUNCTION sales_remittance_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.amount <> (SELECT coalesce(sum(amount), 0) FROM sales_remittancetender WHERE remittance_id = NEW.id) THEN
        PERFORM sales_refuse('the payments of a deposit or collection are its amount', 'sales_remittance_adds_up');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_remittance_adds_up AFTER INSERT ON sales_remittance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sales_remittance_check();

CREATE FUNCTION sales_refund_ways(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
         WHERE r.order_id = wanted AND t.kind NOT IN ('cash', 'credit')
         GROUP BY t.kind
        HAVING sum(t.amount) > (SELECT coalesce(sum(amount), 0) FROM sales_tender s
                                 WHERE s.order_id = wanted AND s.kind = t.kind))
    THEN
        PERFORM sales_refuse('more goes back this way than came', 'sales_refund_by_original_way');
    END IF;
END $$;

-- As before, but for the ways back, which have a function of their own: a refund may also be kept as credit.
CREATE OR REPLACE FUNCTION sales_refund_check() RETURNS trigger LANGUAGE plpgsql AS $$
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
    PERFORM sales_refund_ways(NEW.order_id);
    SELECT state INTO order_state FROM sales_order WHERE id = NEW.order_id;
    IF order_state IS DISTINCT FROM
       (CASE WHEN sales_all_refunded(NEW.order_id) THEN 'refunded' ELSE 'partly_refunded' END) THEN
        PERFORM sales_refuse('the order says what was refunded of it', 'sales_order_says_refunded');
    END IF;
    RETURN NULL;
END $$;
"""

UNDO = """
DROP FUNCTION IF EXISTS sales_refund_ways(bigint) CASCADE;
DROP FUNCTION IF EXISTS sales_remittance_check() CASCADE;
DROP FUNCTION IF EXISTS sales_remittance_tender_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_remittance_guard() CASCADE;
DROP FUNCTION IF EXISTS sales_credit_moved() CASCADE;
DROP FUNCTION IF EXISTS sales_credit_check() CASCADE;
DROP FUNCTION IF EXISTS sales_credit_move() CASCADE;
DROP FUNCTION IF EXISTS sales_hold_credit(bigint) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0005_customer_credit")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
