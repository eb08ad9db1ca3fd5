"""The function that writes the audit trail; `documents.standing` attaches it to the tables.

Arguments of the trigger are columns whose values are secret: that they changed is kept, what they hold is not.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION erp_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) ELSE '{}'::jsonb END;
    after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) ELSE '{}'::jsonb END;
    diff jsonb;
BEGIN
    SELECT coalesce(jsonb_object_agg(
        name,
        CASE WHEN name = ANY (TG_ARGV) THEN '["***", "***"]'::jsonb ELSE jsonb_build_array(before -> name, after -> name) END
    ), '{}'::jsonb)
    INTO diff
    FROM jsonb_object_keys(before || after) AS name
    WHERE before -> name IS DISTINCT FROM after -> name AND name NOT IN ('id', 'created_at', 'updated_at', 'version');
    IF TG_OP = 'UPDATE' AND diff = '{}'::jsonb THEN
        RETURN NULL;
    END IF;
    INSERT INTO audit_change (table_name, row_id, operation, changes, actor_id, request_id)
    VALUES (
        TG_TABLE_NAME, coalesce(after ->> 'id', before ->> 'id', ''), left(TG_OP, 1), diff,
        nullif(current_setting('aesthetix.actor', true), '')::bigint,
        coalesce(current_setting('aesthetix.request_id', true), '')
    );
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION erp_audit() CASCADE")]
