"""What was paid bounds what is used; whoever is frozen says since when."""

import django.db.models.functions.comparison
import django.db.models.functions.math
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_courses_before")]
    operations = [
        migrations.AddConstraint(
            model_name="courseallowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_gross__gte", 0), ("paid_gross__lte", models.F("gross")), ("paid_net__gte", 0)
                ),
                name="courses_allowance_paid_within_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseallowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("used__lt", models.F("sold")), ("paid_gross", models.F("gross")), _connector="OR"),
                    (
                        "paid_gross__gte",
                        django.db.models.functions.comparison.Least(
                            models.F("gross"),
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.math.Round(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("gross"), "/", models.F("sold")
                                    ),
                                    2,
                                ),
                                "*",
                                models.F("used"),
                            ),
                        ),
                    ),
                ),
                name="courses_allowance_used_within_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="usercoursebalance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("frozen_on__isnull", False), ("state", "frozen")),
                    models.Q(models.Q(("state", "frozen"), _negated=True), ("frozen_on__isnull", True)),
                    _connector="OR",
                ),
                name="courses_balance_frozen_since",
            ),
        ),
    ]
