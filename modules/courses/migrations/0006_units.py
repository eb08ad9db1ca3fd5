"""Units beside sessions: a deduction counts several; what was used is the sum of the deductions that stand."""

from django.db import migrations, models

SUM = """
CREATE OR REPLACE FUNCTION courses_used_is_redeemed() RETURNS trigger LANGUAGE plpgsql AS $$
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
  SELECT coalesce(sum(used.sessions) FILTER (WHERE back.id IS NULL), 0) INTO counted
    FROM courses_redemption AS used LEFT JOIN courses_redemptionreturn AS back ON back.redemption_id = used.id
   WHERE used.allowance_id = allowance;
  IF said <> counted THEN
    RAISE EXCEPTION 'allowance % says % used, % are redeemed', allowance, said, counted
      USING ERRCODE = '23514', CONSTRAINT = 'courses_used_is_redeemed', TABLE = 'courses_courseallowance';
  END IF;
  RETURN NULL;
END $$;
"""
COUNT = """
CREATE OR REPLACE FUNCTION courses_used_is_redeemed() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_housekeeping"),
        ("courses", "0005_paid_and_frozen"),
    ]

    operations = [
        migrations.AddField(
            model_name="courseallowance",
            name="measure",
            field=models.CharField(
                choices=[("session", "Sessions"), ("unit", "Units")],
                default="session",
                max_length=8,
                verbose_name="Counted in",
            ),
        ),
        migrations.AddField(
            model_name="coursecomponent",
            name="measure",
            field=models.CharField(
                choices=[("session", "Sessions"), ("unit", "Units")],
                default="session",
                max_length=8,
                verbose_name="Counted in",
            ),
        ),
        migrations.AddField(
            model_name="redemption",
            name="sessions",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="Sessions"),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("sessions__gte", 1)), name="courses_redemption_counts"
            ),
        ),
        migrations.RunSQL(SUM, COUNT),
    ]
