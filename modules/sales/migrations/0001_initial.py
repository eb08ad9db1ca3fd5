from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import erp.kernel.documents.fields
import erp.kernel.machines.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("access", "__first__"),
        ("catalog", "0001_initial"),
        ("inventory", "0002_guards"),
        ("ledger", "0002_guards"),
        ("patients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Register",
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
                ("code", models.CharField(max_length=8, verbose_name="Code")),
                ("name", models.CharField(max_length=60, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=60, verbose_name="Name in Thai")),
                ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.branch",
                        verbose_name="Branch",
                    ),
                ),
            ],
            options={
                "verbose_name": "Register",
                "verbose_name_plural": "Registers",
                "ordering": ("branch_id", "code"),
                "constraints": [models.UniqueConstraint(fields=("branch", "code"), name="sales_register_code_once")],
            },
        ),
        migrations.CreateModel(
            name="RegisterSession",
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
                ("business_on", models.DateField(verbose_name="Business day")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("opening", "Opening"),
                            ("open", "Open"),
                            ("counting", "Counting"),
                            ("closed", "Closed"),
                        ],
                        default="opening",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
                    ),
                ),
                ("float_amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Float")),
                ("opened_at", models.DateTimeField(verbose_name="Opened at")),
                (
                    "counted",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="Counted"),
                ),
                (
                    "expected",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="Expected"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("close_reason", models.CharField(blank=True, max_length=200, verbose_name="Reason of the difference")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="Z number")),
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
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Closed by",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Opened by",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.register",
                        verbose_name="Register",
                    ),
                ),
            ],
            options={
                "verbose_name": "Register session",
                "verbose_name_plural": "Register sessions",
                "ordering": ("-opened_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("register",),
                        name="sales_session_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("float_amount__gte", 0)), name="sales_session_float_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("counted__isnull", False), ("expected__isnull", False)),
                            _connector="OR",
                        ),
                        name="sales_session_closed_is_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
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
                ("source", models.CharField(blank=True, max_length=80, verbose_name="Source")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("draft", "Draft"),
                            ("awaiting_payment", "On hold"),
                            ("paid", "Paid"),
                            ("partly_refunded", "Partly refunded"),
                            ("refunded", "Refunded"),
                            ("voided", "Voided"),
                        ],
                        default="draft",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
                    ),
                ),
                ("business_on", models.DateField(blank=True, null=True, verbose_name="Business day")),
                (
                    "subtotal",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Subtotal"),
                ),
                (
                    "order_discount",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Order discount"
                    ),
                ),
                (
                    "discount",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Discount in all"
                    ),
                ),
                ("vat", models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="VAT")),
                (
                    "total",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Total"),
                ),
                (
                    "change",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Change"),
                ),
                ("paid_at", models.DateTimeField(blank=True, null=True, verbose_name="Paid at")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="Voided at")),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="Reason of the void")),
                ("paid_xid", erp.kernel.documents.fields.Xid8Field(blank=True, editable=False, null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.branch"
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Cashier",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patients.patient",
                        verbose_name="Patient",
                    ),
                ),
                (
                    "register_session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.registersession",
                        verbose_name="Register session",
                    ),
                ),
            ],
            options={
                "verbose_name": "Order",
                "verbose_name_plural": "Orders",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["branch", "paid_at"], name="sales_order_branch_paid"),
                    models.Index(fields=["register_session"], name="sales_order_session"),
                    models.Index(fields=["patient"], name="sales_order_patient"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("source",),
                        name="sales_order_source_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="sales_order_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "awaiting_payment"]),
                            models.Q(("number", ""), ("state", "voided")),
                            models.Q(
                                models.Q(("number", ""), _negated=True),
                                ("business_on__isnull", False),
                                ("paid_at__isnull", False),
                                ("register_session__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sales_order_paid_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("change__gte", 0), ("discount__gte", 0), ("total__gte", 0)),
                        name="sales_order_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("subtotal"), "-", models.F("discount")
                                ),
                            )
                        ),
                        name="sales_order_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=1, verbose_name="Attempt")),
                ("denomination", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="Denomination")),
                ("pieces", models.PositiveIntegerField(verbose_name="Pieces")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="count_lines",
                        to="sales.registersession",
                        verbose_name="Session",
                    ),
                ),
            ],
            options={
                "verbose_name": "Count",
                "verbose_name_plural": "Counts",
                "ordering": ("session_id", "attempt", "-denomination"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("denomination__gt", 0)), name="sales_count_denomination_positive"
                    ),
                    models.UniqueConstraint(fields=("session", "attempt", "denomination"), name="sales_count_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CashMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "Cash in"), ("out", "Cash out")], max_length=4, verbose_name="Direction"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Amount")),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                ("moved_at", models.DateTimeField(verbose_name="Moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="sales.registersession",
                        verbose_name="Session",
                    ),
                ),
            ],
            options={
                "verbose_name": "Cash movement",
                "verbose_name_plural": "Cash movements",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="sales_cash_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="Position")),
                ("key", models.CharField(max_length=64, verbose_name="Key")),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="Title")),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12, verbose_name="Quantity")),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Price")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Amount")),
                (
                    "line_discount",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Line discount"
                    ),
                ),
                (
                    "discount",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Discount"),
                ),
                ("gross", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Total")),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Cost of goods"
                    ),
                ),
                ("stock_issued", models.BooleanField(default=False, verbose_name="Stock already issued")),
                ("charge", models.CharField(blank=True, max_length=80, verbose_name="Charge")),
                ("cover_kind", models.CharField(blank=True, max_length=16, verbose_name="Covered by")),
                ("cover_reference", models.CharField(blank=True, max_length=80, verbose_name="Cover")),
                ("cover", models.JSONField(blank=True, default=dict, verbose_name="Cover, printed")),
                (
                    "lot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.lot",
                        verbose_name="Lot",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="sales.order",
                        verbose_name="Order",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="Product",
                    ),
                ),
            ],
            options={
                "verbose_name": "Order line",
                "verbose_name_plural": "Order lines",
                "ordering": ("order_id", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("order", "position"), name="sales_line_position_once"),
                    models.UniqueConstraint(fields=("order", "key"), name="sales_line_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="sales_line_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discount__gte", 0),
                            ("gross__gte", 0),
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("amount"), "-", models.F("discount")
                                ),
                            ),
                        ),
                        name="sales_line_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cover_kind", ""), ("gross", 0), _connector="OR"),
                        name="sales_line_covered_costs_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("plain", "Receipt"), ("abbreviated", "Receipt and abbreviated tax invoice")],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="Number")),
                ("data", models.JSONField(verbose_name="Content")),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt",
                        to="sales.order",
                        verbose_name="Order",
                    ),
                ),
            ],
            options={
                "verbose_name": "Receipt",
                "verbose_name_plural": "Receipts",
            },
        ),
        migrations.CreateModel(
            name="Tender",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cash", "Cash"),
                            ("card", "Card"),
                            ("promptpay", "PromptPay"),
                            ("transfer", "Bank transfer"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Amount")),
                ("tendered", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Tendered")),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="Reference")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenders",
                        to="sales.order",
                        verbose_name="Order",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tender",
                "verbose_name_plural": "Tenders",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="sales_tender_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tendered", models.F("amount")),
                            models.Q(("kind", "cash"), ("tendered__gt", models.F("amount"))),
                            _connector="OR",
                        ),
                        name="sales_tender_change_is_cash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["cash", "card"]), models.Q(("reference", ""), _negated=True), _connector="OR"
                        ),
                        name="sales_tender_needs_reference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiscountRequest",
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
                    "percent",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Percent"),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Amount"),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("requested", "Requested"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="requested",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="Requested at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="Decided at")),
                (
                    "decision_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="Reason of the decision"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Requested by",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="sales.order",
                        verbose_name="Order",
                    ),
                ),
            ],
            options={
                "verbose_name": "Discount request",
                "verbose_name_plural": "Discount requests",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("percent__gt", 0), ("percent__lte", 100)),
                            models.Q(("amount__gt", 0), ("percent__isnull", True)),
                            _connector="OR",
                        ),
                        name="sales_discount_percent_or_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "refused"]), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sales_discount_approver_is_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "requested")), fields=("order",), name="sales_discount_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLineShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("role", models.CharField(max_length=16, verbose_name="Role")),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Percent")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="sales.orderline",
                        verbose_name="Line",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                        verbose_name="Staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "Share",
                "verbose_name_plural": "Shares",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)), name="sales_share_percent_sane"
                    ),
                    models.UniqueConstraint(fields=("line", "staff", "role"), name="sales_share_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("gross", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Gross")),
                ("net", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Net")),
                ("vat", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="VAT")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="sales.orderline",
                        verbose_name="Line",
                    ),
                ),
                (
                    "tax_code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.taxcode",
                        verbose_name="Tax code",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tax part",
                "verbose_name_plural": "Tax parts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(models.F("net"), "+", models.F("vat")),
                            )
                        ),
                        name="sales_tax_part_adds_up",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptPrint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("printed_at", models.DateTimeField(verbose_name="Printed at")),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prints",
                        to="sales.receipt",
                        verbose_name="Receipt",
                    ),
                ),
            ],
            options={
                "verbose_name": "Print",
                "verbose_name_plural": "Prints",
            },
        ),
    ]
