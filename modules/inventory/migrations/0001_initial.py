from decimal import Decimal

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import erp.kernel.machines.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("access", "__first__"),
        ("catalog", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Location",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("store", "Store"),
                            ("room", "Room"),
                            ("supplier", "Supplier"),
                            ("patient", "Patient"),
                            ("loss", "Loss"),
                            ("shortage", "Shortage"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("code", models.CharField(max_length=24, verbose_name="Code")),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=80, verbose_name="Name in Thai")),
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
                "verbose_name": "Location",
                "verbose_name_plural": "Locations",
                "ordering": ("branch_id", "kind", "code"),
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "code"), name="inventory_location_code_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["room"]), _negated=True),
                        fields=("branch", "kind"),
                        name="inventory_location_one_of_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["store", "room", "supplier", "patient", "loss", "shortage"])),
                        name="inventory_location_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lot",
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
                ("number", models.CharField(max_length=40, verbose_name="Lot number")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="Expires on")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("quarantined", "Quarantined"),
                            ("available", "Available"),
                            ("recalled", "Recalled"),
                            ("expired", "Expired"),
                            ("depleted", "Depleted"),
                        ],
                        default="available",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
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
                "verbose_name": "Lot",
                "verbose_name_plural": "Lots",
                "ordering": ("product_id", "expires_on", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("product", "number"), name="inventory_lot_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReorderPoint",
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
                ("minimum", models.DecimalField(decimal_places=3, max_digits=12, verbose_name="Minimum")),
                ("target", models.DecimalField(decimal_places=3, max_digits=12, verbose_name="Order up to")),
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
                "verbose_name": "Reorder point",
                "verbose_name_plural": "Reorder points",
                "ordering": ("branch_id", "product_id"),
                "constraints": [
                    models.UniqueConstraint(fields=("product", "branch"), name="inventory_reorder_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__gte", 0), ("target__gte", models.F("minimum"))),
                        name="inventory_reorder_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockValue",
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
                    "quantity",
                    models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=14, verbose_name="Quantity"),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="Value"),
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
                "verbose_name": "Stock value",
                "verbose_name_plural": "Stock values",
                "ordering": ("branch_id", "product_id"),
                "constraints": [
                    models.UniqueConstraint(fields=("product", "branch"), name="inventory_value_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0), ("value__gte", 0)), name="inventory_value_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("value", 0), _connector="OR"),
                        name="inventory_value_of_nothing_is_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quant",
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
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="Quantity")),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quants",
                        to="inventory.location",
                        verbose_name="Location",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quants",
                        to="inventory.lot",
                        verbose_name="Lot",
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
                "verbose_name": "Stock",
                "verbose_name_plural": "Stock",
                "ordering": ("product_id", "lot_id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)), name="inventory_quant_never_below_zero"
                    ),
                    models.UniqueConstraint(
                        fields=("product", "location", "lot"), name="inventory_quant_once", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockAdjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("number", models.CharField(max_length=40, verbose_name="Number")),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                ("done_on", models.DateField(verbose_name="Day")),
                ("change", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="Change")),
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
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
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
                "verbose_name": "Stock adjustment",
                "verbose_name_plural": "Stock adjustments",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("change", 0), _negated=True), name="inventory_adjustment_changes_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StockMove",
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
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="Quantity")),
                ("cost", models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name="Cost")),
                ("source", models.CharField(max_length=80, verbose_name="Source")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                ("moved_at", models.DateTimeField(verbose_name="Moved at")),
                ("moved_on", models.DateField(verbose_name="Day")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("draft", "Draft"),
                            ("reserved", "Reserved"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
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
                    "destination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                        verbose_name="To",
                    ),
                ),
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
                    "moved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Moved by",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                        verbose_name="From",
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
                "verbose_name": "Stock move",
                "verbose_name_plural": "Stock moves",
                "ordering": ("-moved_at", "-id"),
                "indexes": [
                    models.Index(fields=["source"], name="inventory_move_source"),
                    models.Index(fields=["product", "lot"], name="inventory_move_product"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="inventory_move_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="inventory_move_cost_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin", models.F("destination")), _negated=True),
                        name="inventory_move_goes_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockTransfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("number", models.CharField(max_length=40, verbose_name="Number")),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                ("done_on", models.DateField(verbose_name="Day")),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="Quantity")),
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
                    "destination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                        verbose_name="To",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
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
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                        verbose_name="From",
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
                "verbose_name": "Stock transfer",
                "verbose_name_plural": "Stock transfers",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="inventory_transfer_positive")
                ],
            },
        ),
    ]
