import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import erp.kernel.machines.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommissionPlan",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("edition", models.PositiveIntegerField(default=1, verbose_name="edition")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_th", models.CharField(blank=True, max_length=120, verbose_name="title in Thai")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("whole", "The tier's rate on the whole month"),
                            ("marginal", "Each tier's rate on its own part"),
                        ],
                        default="whole",
                        max_length=16,
                        verbose_name="tiers",
                    ),
                ),
                ("valid_on", models.DateField(verbose_name="valid from")),
            ],
            options={
                "verbose_name": "commission plan",
                "constraints": [
                    models.UniqueConstraint(fields=("code", "edition"), name="commissions_plan_edition_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionRule",
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
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("product", "Product"),
                            ("class", "Commission class"),
                            ("role", "Role"),
                            ("person", "Person"),
                        ],
                        max_length=16,
                        verbose_name="level",
                    ),
                ),
                ("matches", models.CharField(max_length=64, verbose_name="matches")),
                (
                    "pays",
                    models.CharField(
                        choices=[
                            ("tiers", "By the tiers"),
                            ("percent", "A percentage"),
                            ("amount", "An amount per unit"),
                            ("nothing", "Nothing"),
                        ],
                        max_length=16,
                        verbose_name="pays",
                    ),
                ),
                ("rate", models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="rate")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="commissions.commissionplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "commission rule",
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "level", "matches"), name="commissions_rule_once"),
                    models.CheckConstraint(condition=models.Q(("rate__gte", 0)), name="commissions_rule_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionTier",
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
                ("above", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="base above")),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="percent")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tiers",
                        to="commissions.commissionplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "commission tier",
                "ordering": ("above",),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "above"), name="commissions_tier_once"),
                    models.CheckConstraint(
                        condition=models.Q(("above__gte", 0), ("percent__gte", 0), ("percent__lte", 100)),
                        name="commissions_tier_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_on", models.DateField()),
                (
                    "staff",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.staff"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commissions.commissionplan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "plan", "month_on"), name="commissions_month_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionLog",
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
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("accrued", "Accrued"), ("approved", "Approved")],
                        default="accrued",
                        max_length=24,
                        protected=True,
                        verbose_name="state",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("accrual", "Accrual"), ("difference", "Tier difference"), ("claw_back", "Claw-back")],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("month_on", models.DateField(verbose_name="month")),
                ("business_on", models.DateField(verbose_name="day")),
                ("occurred_at", models.DateTimeField(verbose_name="occurred")),
                ("event_id", models.UUIDField(verbose_name="event")),
                ("cause", models.CharField(max_length=80, verbose_name="cause")),
                ("document", models.CharField(db_index=True, max_length=80, verbose_name="document")),
                ("title", models.CharField(max_length=200, verbose_name="for")),
                ("base", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="base")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount")),
                ("by_tiers", models.BooleanField(default=True, verbose_name="by tiers")),
                ("steps", models.JSONField(default=list, verbose_name="steps")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.branch",
                        verbose_name="branch",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                        verbose_name="person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.commissionplan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "commission",
                "indexes": [models.Index(fields=["staff", "plan", "month_on"], name="commissions_log_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("event_id", "cause", "staff", "kind"), name="commissions_log_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "claw_back"), _negated=True),
                            models.Q(("amount__lte", 0), ("base__lte", 0)),
                            _connector="OR",
                        ),
                        name="commissions_claw_back_takes",
                    ),
                ],
            },
        ),
    ]
