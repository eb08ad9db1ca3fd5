"""Trigger functions that every table of the product shares."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

TOUCH = """
CREATE OR REPLACE FUNCTION erp_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    NEW.created_at := OLD.created_at;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION erp_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: its rows are kept', TG_OP, TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'erp_rows_are_kept', TABLE = TG_TABLE_NAME;
END $$;
"""
UNDO = "DROP FUNCTION IF EXISTS erp_touch() CASCADE; DROP FUNCTION IF EXISTS erp_refuse() CASCADE;"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(TOUCH, UNDO),
    ]
