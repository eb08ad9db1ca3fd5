"""A course can be transferred to another branch, with its patient or without."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_housekeeping"),
        ("courses", "0006_units"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="coursechange",
            name="courses_change_says_what",
        ),
        migrations.AddField(
            model_name="coursechange",
            name="to_branch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.branch",
                verbose_name="To the branch",
            ),
        ),
        migrations.AlterField(
            model_name="coursechange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("transfer", "Transfer to another patient or branch"),
                    ("extension", "Extend beyond the limit"),
                    ("reinstating", "Reinstate"),
                ],
                max_length=12,
                verbose_name="What",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("days__isnull", True),
                        ("kind", "transfer"),
                        models.Q(("patient__isnull", False), ("to_branch__isnull", False), _connector="OR"),
                    ),
                    models.Q(
                        ("days__gt", 0), ("kind", "extension"), ("patient__isnull", True), ("to_branch__isnull", True)
                    ),
                    models.Q(
                        ("days__isnull", True),
                        ("kind", "reinstating"),
                        ("patient__isnull", True),
                        ("to_branch__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="courses_change_says_what",
            ),
        ),
    ]
