import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

import erp.kernel.machines.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("catalog", "0001_initial"),
        ("patients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("version_no", models.PositiveSmallIntegerField(default=1, verbose_name="Version")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=120, verbose_name="Name (Thai)")),
                ("validity_days", models.PositiveSmallIntegerField(default=365, verbose_name="Valid for (days)")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("draft", "Draft"), ("active", "Offered"), ("retired", "Retired")],
                        default="draft",
                        max_length=24,
                        protected=True,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="Course",
                    ),
                ),
            ],
            options={
                "verbose_name": "course template",
                "verbose_name_plural": "course templates",
                "ordering": ["product", "-version_no"],
                "constraints": [
                    models.UniqueConstraint(fields=("product", "version_no"), name="courses_template_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("product",),
                        name="courses_template_one_offered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseComponent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("sessions", models.PositiveSmallIntegerField(verbose_name="Sessions")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Weight in the price")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="Treatment",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="courses.coursetemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "component of a course",
                "verbose_name_plural": "components of a course",
                "ordering": ["template", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("template", "product"), name="courses_component_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sessions__gte", 1), ("weight__gt", 0)), name="courses_component_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UserCourseBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("number", models.CharField(blank=True, db_index=True, max_length=40)),
                ("title", models.CharField(max_length=120, verbose_name="Course")),
                ("title_th", models.CharField(blank=True, max_length=120, verbose_name="Course (Thai)")),
                ("price", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Price")),
                ("sold_by", models.CharField(max_length=60, verbose_name="Sold by")),
                ("sold_at", models.DateTimeField(verbose_name="Sold at")),
                ("valid_until", models.DateField(verbose_name="Valid until")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("active", "Active"),
                            ("frozen", "Frozen"),
                            ("exhausted", "Used up"),
                            ("expired", "Expired"),
                            ("refunded", "Refunded"),
                            ("transferred", "Transferred"),
                        ],
                        default="active",
                        max_length=24,
                        protected=True,
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.branch"
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.patient",
                        verbose_name="Patient",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.coursetemplate",
                        verbose_name="Course",
                    ),
                ),
            ],
            options={
                "verbose_name": "patient's course",
                "verbose_name_plural": "patients' courses",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["patient", "state"], name="courses_balance_of_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="courses_balance_price_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseAllowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("sold", models.PositiveSmallIntegerField(verbose_name="Bought")),
                ("used", models.SmallIntegerField(default=0, verbose_name="Used")),
                ("held", models.SmallIntegerField(default=0, verbose_name="Held")),
                ("tax_code", models.CharField(max_length=12)),
                ("gross", models.DecimalField(decimal_places=2, max_digits=12)),
                ("net", models.DecimalField(decimal_places=2, max_digits=12)),
                ("vat", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "balance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allowances",
                        to="courses.usercoursebalance",
                    ),
                ),
            ],
            options={
                "verbose_name": "sessions of a course",
                "ordering": ["balance", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("balance", "product"), name="courses_allowance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("used__gte", 0), ("held__gte", 0)), name="courses_allowance_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sold__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("used"), "+", models.F("held")
                                ),
                            )
                        ),
                        name="courses_allowance_used_and_held_within_sold",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(models.F("net"), "+", models.F("vat")),
                            )
                        ),
                        name="courses_allowance_money_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("sessions", models.PositiveSmallIntegerField(default=1, verbose_name="Sessions")),
                ("source", models.CharField(max_length=60, verbose_name="For")),
                ("session_no", models.PositiveSmallIntegerField(verbose_name="Session")),
                ("held_at", models.DateTimeField(verbose_name="Held at")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("held", "Held"), ("redeemed", "Redeemed"), ("released", "Released")],
                        default="held",
                        max_length=24,
                        protected=True,
                    ),
                ),
                (
                    "allowance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="courses.courseallowance"
                    ),
                ),
                (
                    "performed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "held session",
                "verbose_name_plural": "held sessions",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sessions__gte", 1)), name="courses_hold_counts"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held")), fields=("source",), name="courses_hold_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Redemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("nth", models.PositiveIntegerField()),
                ("session_no", models.PositiveSmallIntegerField(verbose_name="Session")),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Earned")),
                ("source", models.CharField(max_length=60, verbose_name="For")),
                ("redeemed_at", models.DateTimeField(verbose_name="Redeemed at")),
                ("business_on", models.DateField(verbose_name="Business day")),
                (
                    "allowance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redemptions",
                        to="courses.courseallowance",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.branch"
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.coursehold",
                    ),
                ),
                (
                    "performed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "redemption",
                "verbose_name_plural": "redemptions",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["source"], name="courses_redemption_source")],
                "constraints": [
                    models.UniqueConstraint(fields=("allowance", "nth"), name="courses_redemption_nth"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="courses_redemption_value_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedemptionReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                ("returned_at", models.DateTimeField(verbose_name="Returned at")),
                (
                    "redemption",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="returned", to="courses.redemption"
                    ),
                ),
            ],
            options={
                "verbose_name": "returned session",
                "verbose_name_plural": "returned sessions",
            },
        ),
    ]
