"""At commit, what an allowance says was used is what was redeemed and not returned: no session twice, none for free."""

from django.db import migrations

CHECK = """
CREATE FUNCTION courses_used_is_redeemed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowance bigint;
  counted integer;
  said integer;
BEGIN
  IF TG_TABLE_NAME = 'courses_courseallowance' THEN
    allowance := NEW.id;
  ELSIF TG_TABLE_NAME = 'courses_redemption' THEN
    allowance := NEW.allowance_id;
  ELSE
    SELECT allowance_id INTO allowance FROM courses_redemption WHERE id = NEW.redemption_id;
  END IF;
  SELECT used INTO said FROM courses_courseallowance WHERE id = allowance;
  SELECT count(*) - count(back.id) INTO counted
    FROM courses_redemption AS used LEFT JOIN courses_redemptionreturn AS back ON back.redemption_id = used.id
   WHERE used.allowance_id = allowance;
  IF said <> counted THEN
    RAISE EXCEPTION 'allowance % says % used, % are redeemed', allowance, said, counted
      USING ERRCODE = '23514', CONSTRAINT = 'courses_used_is_redeemed', TABLE = 'courses_courseallowance';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER courses_used_is_redeemed AFTER INSERT OR UPDATE ON courses_courseallowance
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION courses_used_is_redeemed();
CREATE CONSTRAINT TRIGGER courses_used_is_redeemed AFTER INSERT ON courses_redemption
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION courses_used_is_redeemed();
CREATE CONSTRAINT TRIGGER courses_used_is_redeemed AFTER INSERT ON courses_redemptionreturn
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION courses_used_is_redeemed();
"""
UNDO = """
DROP TRIGGER courses_used_is_redeemed ON courses_redemptionreturn;
DROP TRIGGER courses_used_is_redeemed ON courses_redemption;
DROP TRIGGER courses_used_is_redeemed ON courses_courseallowance;
DROP FUNCTION courses_used_is_redeemed();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunSQL(CHECK, UNDO)]
