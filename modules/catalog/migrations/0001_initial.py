from decimal import Decimal

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import erp.kernel.machines.fields
import modules.catalog.models.price_entry


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),  # the extensions
        ("ledger", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
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
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=80, verbose_name="Name in Thai")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("treatment", "Treatment"),
                            ("drug", "Drug"),
                            ("retail", "Retail product"),
                            ("course", "Course"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "Category",
                "verbose_name_plural": "Categories",
                "ordering": ("kind", "code"),
            },
        ),
        migrations.CreateModel(
            name="Product",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("treatment", "Treatment"),
                            ("drug", "Drug"),
                            ("retail", "Retail product"),
                            ("course", "Course"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("name_th", models.CharField(blank=True, max_length=120, verbose_name="Name in Thai")),
                ("barcode", models.CharField(blank=True, max_length=32, verbose_name="Barcode")),
                ("unit", models.CharField(default="piece", max_length=16, verbose_name="Unit")),
                ("pack_unit", models.CharField(blank=True, max_length=16, verbose_name="Pack")),
                (
                    "pack_size",
                    models.DecimalField(
                        decimal_places=3, default=Decimal("1"), max_digits=10, verbose_name="Units in a pack"
                    ),
                ),
                ("tracks_stock", models.BooleanField(default=False, verbose_name="Kept in stock")),
                ("tracks_lots", models.BooleanField(default=False, verbose_name="By lot")),
                ("commission_class", models.CharField(blank=True, max_length=24, verbose_name="Commission class")),
                ("duration_minutes", models.PositiveSmallIntegerField(default=0, verbose_name="Duration, minutes")),
                ("resource_kinds", models.JSONField(blank=True, default=list, verbose_name="Needs resources of kinds")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("draft", "Draft"), ("active", "Active"), ("retired", "Retired")],
                        default="draft",
                        max_length=24,
                        protected=True,
                        verbose_name="State",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="catalog.category",
                        verbose_name="Category",
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
                "verbose_name": "Product",
                "verbose_name_plural": "Products",
                "ordering": ("kind", "code"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["treatment", "drug", "retail", "course"])),
                        name="catalog_product_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pack_size__gt", 0)), name="catalog_product_pack_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tracks_lots", False), ("tracks_stock", True), _connector="OR"),
                        name="catalog_product_lots_are_stock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["drug", "retail"]), ("tracks_stock", False), _connector="OR"),
                        name="catalog_product_only_goods_are_stock",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("barcode", ""), _negated=True),
                        fields=("barcode",),
                        name="catalog_product_barcode_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceEntry",
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
                ("price", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Price")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="catalog.product",
                        verbose_name="Product",
                    ),
                ),
            ],
            options={
                "verbose_name": "Price",
                "verbose_name_plural": "Price list",
                "ordering": ("product_id", "-starts_on"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("price__gte", 0)), name="catalog_price_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="catalog_price_has_days",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("product", "="),
                            (
                                modules.catalog.models.price_entry.Validity("starts_on", "ends_on", models.Value("[]")),
                                "&&",
                            ),
                        ],
                        name="catalog_price_one_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageItem",
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
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12, verbose_name="Quantity")),
                (
                    "supply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="Supply",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usage",
                        to="catalog.product",
                        verbose_name="Treatment",
                    ),
                ),
            ],
            options={
                "verbose_name": "Usage",
                "verbose_name_plural": "Usage list",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="catalog_usage_positive"),
                    models.UniqueConstraint(fields=("treatment", "supply"), name="catalog_usage_once"),
                ],
            },
        ),
    ]
