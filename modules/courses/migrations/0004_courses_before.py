"""Courses sold before: all of them are paid in full; what happened to them becomes movements."""

from django.db import migrations

FILL = """
UPDATE courses_courseallowance SET paid_gross = gross, paid_net = net;
UPDATE courses_usercoursebalance SET frozen_on = (updated_at AT TIME ZONE 'Asia/Bangkok')::date WHERE state = 'frozen';
UPDATE courses_redemptionreturn SET business_on = (returned_at AT TIME ZONE 'Asia/Bangkok')::date;
INSERT INTO courses_coursemovement
       (balance_id, kind, value, amount, parts, source, note, business_on, moved_at)
SELECT b.id, 'sold', sum(a.net), sum(a.gross),
       (SELECT jsonb_agg(jsonb_build_array(c.tax_code, c.gross::text, c.net::text))
          FROM (SELECT tax_code, sum(gross) AS gross, sum(net) AS net FROM courses_courseallowance
                 WHERE balance_id = b.id GROUP BY tax_code) c),
       b.sold_by, '', (b.sold_at AT TIME ZONE 'Asia/Bangkok')::date, b.sold_at
  FROM courses_usercoursebalance b JOIN courses_courseallowance a ON a.balance_id = b.id GROUP BY b.id;
INSERT INTO courses_coursemovement
       (balance_id, kind, value, amount, parts, source, note, business_on, moved_at)
SELECT b.id, b.state,
       coalesce((SELECT sum(r.value) FROM courses_redemption r JOIN courses_courseallowance mine
                   ON mine.id = r.allowance_id LEFT JOIN courses_redemptionreturn back ON back.redemption_id = r.id
                  WHERE mine.balance_id = b.id AND back.id IS NULL), 0) - sum(a.net),
       0, '[]', '', '', (b.updated_at AT TIME ZONE 'Asia/Bangkok')::date, b.updated_at
  FROM courses_usercoursebalance b JOIN courses_courseallowance a ON a.balance_id = b.id
 WHERE b.state IN ('expired', 'refunded') GROUP BY b.id;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_movements_instalments_changes")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
