"""Bridges that somebody uninstalled by name do not come back with an update; those of before are known by the log."""

from django.db import migrations, models

KNOWN = """
UPDATE erp_module m SET unwanted = true
 WHERE m.state = 'archived' AND EXISTS (
   SELECT FROM erp_module_operation o WHERE o.module = m.name AND o.action = 'uninstall' AND o.state = 'done')
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="installedmodule",
            name="unwanted",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
