"""The guard of the drawer: at commit it holds no less than nothing, whoever took the cash out.

What it should hold follows from the rows, so it is computed where cash goes out, under the session's lock: a sale pays
nothing for it.
"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION sales_drawer_expected(wanted bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT s.float_amount
         + coalesce((SELECT sum(t.amount) FROM sales_tender t JOIN sales_order o ON o.id = t.order_id
                      WHERE o.register_session_id = s.id AND t.kind = 'cash'
                        AND o.state IN ('paid', 'partly_refunded', 'refunded')), 0)
         + coalesce((SELECT sum(CASE WHEN m.direction = 'in' THEN m.amount ELSE -m.amount END)
                       FROM sales_cashmovement m WHERE m.session_id = s.id), 0)
         - coalesce((SELECT sum(t.amount) FROM sales_refundtender t JOIN sales_refund r ON r.id = t.refund_id
                      WHERE r.register_session_id = s.id AND r.state = 'paid' AND t.kind = 'cash'), 0)
         + coalesce((SELECT sum(CASE WHEN r.kind = 'pay_back' THEN -t.amount ELSE t.amount END)
                       FROM sales_remittancetender t JOIN sales_remittance r ON r.id = t.remittance_id
                      WHERE r.register_session_id = s.id AND t.kind = 'cash'), 0)
      FROM sales_registersession s WHERE s.id = wanted
$$;

CREATE FUNCTION sales_drawer_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE drawer bigint;
BEGIN
    IF TG_TABLE_NAME = 'sales_cashmovement' THEN
        drawer := NEW.session_id;
    ELSIF TG_TABLE_NAME = 'sales_refundtender' THEN
        SELECT register_session_id INTO drawer FROM sales_refund WHERE id = NEW.refund_id;
    ELSIF TG_TABLE_NAME = 'sales_remittancetender' THEN
        SELECT register_session_id INTO drawer FROM sales_remittance WHERE id = NEW.remittance_id AND kind = 'pay_back';
    ELSE
        drawer := NEW.register_session_id;
    END IF;
    IF drawer IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM sales_registersession WHERE id = drawer FOR NO KEY UPDATE;
    IF sales_drawer_expected(drawer) < 0 THEN
        PERFORM sales_refuse('a drawer pays out no more than it holds', 'sales_drawer_not_negative');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_drawer_not_negative AFTER INSERT ON sales_cashmovement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.direction = 'out') EXECUTE FUNCTION sales_drawer_check();
CREATE CONSTRAINT TRIGGER sales_drawer_not_negative AFTER INSERT ON sales_refundtender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'cash') EXECUTE FUNCTION sales_drawer_check();
CREATE CONSTRAINT TRIGGER sales_drawer_not_negative AFTER INSERT ON sales_remittancetender
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'cash') EXECUTE FUNCTION sales_drawer_check();
CREATE CONSTRAINT TRIGGER sales_drawer_not_negative AFTER UPDATE OF state ON sales_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'voided') EXECUTE FUNCTION sales_drawer_check();
"""

UNDO = """
DROP FUNCTION IF EXISTS sales_drawer_check() CASCADE;
DROP FUNCTION IF EXISTS sales_drawer_expected(bigint) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0011_lines_that_pay_a_part")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
