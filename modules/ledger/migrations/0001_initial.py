from decimal import Decimal

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import erp.kernel.documents.fields
import erp.kernel.machines.fields
import modules.ledger.models.period


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("access", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Journal",
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
                ("code", models.CharField(max_length=24, unique=True, verbose_name="Code")),
                ("prefix", models.CharField(max_length=8, unique=True, verbose_name="Number prefix")),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=80, verbose_name="Name in Thai")),
            ],
            options={
                "verbose_name": "Journal",
                "verbose_name_plural": "Journals",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                ("code", models.CharField(max_length=16, unique=True, verbose_name="Code")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=120, verbose_name="Name in Thai")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("asset", "Asset"),
                            ("liability", "Liability"),
                            ("equity", "Equity"),
                            ("revenue", "Revenue"),
                            ("expense", "Expense"),
                        ],
                        max_length=12,
                        verbose_name="Type",
                    ),
                ),
                ("is_heading", models.BooleanField(default=False, verbose_name="Groups accounts only")),
                ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ledger.account",
                        verbose_name="Heading",
                    ),
                ),
            ],
            options={
                "verbose_name": "Account",
                "verbose_name_plural": "Accounts",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("type__in", ["asset", "liability", "equity", "revenue", "expense"])),
                        name="ledger_account_type_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FiscalYear",
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
                ("name", models.CharField(max_length=16, unique=True, verbose_name="Name")),
                ("starts_on", models.DateField(verbose_name="First day")),
                ("ends_on", models.DateField(verbose_name="Last day")),
            ],
            options={
                "verbose_name": "Fiscal year",
                "verbose_name_plural": "Fiscal years",
                "ordering": ("-starts_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="ledger_year_has_days"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (modules.ledger.models.period.DateSpan("starts_on", "ends_on", models.Value("[]")), "&&")
                        ],
                        name="ledger_years_apart",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxCode",
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
                ("code", models.CharField(max_length=16, unique=True, verbose_name="Code")),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=80, verbose_name="Name in Thai")),
                ("rate", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Rate, percent")),
                ("is_exempt", models.BooleanField(default=False, verbose_name="Exempt")),
                ("is_active", models.BooleanField(default=True, verbose_name="Active")),
            ],
            options={
                "verbose_name": "Tax code",
                "verbose_name_plural": "Tax codes",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", 0), ("rate__lt", 100)), name="ledger_tax_rate_sane"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_exempt", False), ("rate", 0), _connector="OR"),
                        name="ledger_tax_exempt_has_no_rate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRole",
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
                ("role", models.CharField(max_length=40, unique=True, verbose_name="Role")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                        verbose_name="Account",
                    ),
                ),
            ],
            options={
                "verbose_name": "Account role",
                "verbose_name_plural": "Account roles",
                "ordering": ("role",),
            },
        ),
        migrations.CreateModel(
            name="Period",
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
                ("name", models.CharField(max_length=16, unique=True, verbose_name="Name")),
                ("starts_on", models.DateField(verbose_name="First day")),
                ("ends_on", models.DateField(verbose_name="Last day")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("open", "Open"), ("closing", "Closing"), ("closed", "Closed")],
                        default="open",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="ledger.fiscalyear",
                        verbose_name="Fiscal year",
                    ),
                ),
            ],
            options={
                "verbose_name": "Period",
                "verbose_name_plural": "Periods",
                "ordering": ("-starts_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="ledger_period_has_days"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (modules.ledger.models.period.DateSpan("starts_on", "ends_on", models.Value("[]")), "&&")
                        ],
                        name="ledger_periods_apart",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
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
                ("source", models.CharField(max_length=80, unique=True, verbose_name="Source")),
                ("source_number", models.CharField(blank=True, max_length=40, verbose_name="Source's number")),
                (
                    "source_digest",
                    models.BinaryField(default=bytes, max_length=32, verbose_name="Digest of the source"),
                ),
                ("entry_on", models.DateField(verbose_name="Day")),
                ("memo", models.CharField(blank=True, max_length=200, verbose_name="Memo")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("draft", "Draft"), ("submitted", "Submitted"), ("posted", "Posted")],
                        default="draft",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
                    ),
                ),
                ("posted_at", models.DateTimeField(blank=True, null=True, verbose_name="Posted at")),
                ("posted_xid", erp.kernel.documents.fields.Xid8Field(blank=True, editable=False, null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.branch",
                        verbose_name="Branch",
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                        verbose_name="Journal",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Posted by",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="ledger.journalentry",
                        verbose_name="Reverses",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.period",
                        verbose_name="Period",
                    ),
                ),
            ],
            options={
                "verbose_name": "Journal entry",
                "verbose_name_plural": "Journal entries",
                "ordering": ("-entry_on", "-id"),
                "indexes": [models.Index(fields=["entry_on", "id"], name="ledger_entry_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("posted_at__isnull", False), ("state", "posted")),
                            models.Q(models.Q(("state", "posted"), _negated=True), ("posted_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="ledger_entry_posted_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reverses__isnull", True),
                            models.Q(("reverses", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="ledger_entry_not_its_own_reversal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("chain_no", models.BigIntegerField(unique=True, verbose_name="Place in the chain")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("sequence", models.PositiveIntegerField(verbose_name="Sequence")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="Number")),
                ("previous_hash", models.BinaryField(max_length=32, verbose_name="Previous hash")),
                ("hash", models.BinaryField(max_length=32, verbose_name="Hash")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="ledger.journalentry",
                        verbose_name="Entry",
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                        verbose_name="Journal",
                    ),
                ),
            ],
            options={
                "verbose_name": "Seal",
                "verbose_name_plural": "Seals",
                "ordering": ("chain_no",),
                "constraints": [
                    models.UniqueConstraint(fields=("journal", "year", "sequence"), name="ledger_seal_number_once"),
                    models.UniqueConstraint(fields=("previous_hash",), name="ledger_seal_chain_unforked"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="Position")),
                (
                    "debit",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Debit"),
                ),
                (
                    "credit",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Credit"),
                ),
                ("memo", models.CharField(blank=True, max_length=200, verbose_name="Memo")),
                ("dimensions", models.JSONField(blank=True, default=list, verbose_name="Dimensions")),
                (
                    "tax_base",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Tax base"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                        verbose_name="Account",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.branch",
                        verbose_name="Branch",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="ledger.journalentry",
                        verbose_name="Entry",
                    ),
                ),
                (
                    "tax_code",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.taxcode",
                        verbose_name="Tax code",
                    ),
                ),
            ],
            options={
                "verbose_name": "Journal line",
                "verbose_name_plural": "Journal lines",
                "ordering": ("entry_id", "position"),
                "indexes": [models.Index(fields=["account", "entry"], name="ledger_line_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("credit", 0), ("debit__gt", 0)),
                            models.Q(("credit__gt", 0), ("debit", 0)),
                            _connector="OR",
                        ),
                        name="ledger_line_one_side_positive",
                    ),
                    models.UniqueConstraint(fields=("entry", "position"), name="ledger_line_position_once"),
                ],
            },
        ),
    ]
