import django.core.validators
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
        ("appointments", "0001_initial"),
        ("catalog", "0001_initial"),
        ("files", "0001_initial"),
        ("inventory", "0002_guards"),
        ("patients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoteTemplate",
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
                ("code", models.CharField(max_length=30, unique=True, verbose_name="Code")),
                ("title", models.CharField(max_length=80, verbose_name="Title")),
                ("title_th", models.CharField(blank=True, max_length=80, verbose_name="Title (Thai)")),
                ("body", models.TextField(verbose_name="Text")),
                ("body_th", models.TextField(blank=True, verbose_name="Text (Thai)")),
                ("is_active", models.BooleanField(default=True, verbose_name="In use")),
            ],
            options={
                "verbose_name": "note template",
                "verbose_name_plural": "note templates",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="CarePlan",
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
                ("title", models.CharField(max_length=160, verbose_name="What")),
                ("interval_days", models.PositiveSmallIntegerField(default=30, verbose_name="Every (days)")),
                ("repeats", models.PositiveSmallIntegerField(default=1, verbose_name="How many times")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("active", "Active"), ("completed", "Completed"), ("cancelled", "Cancelled")],
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.product",
                        verbose_name="Treatment",
                    ),
                ),
            ],
            options={
                "verbose_name": "care plan",
                "verbose_name_plural": "care plans",
                "ordering": ["-starts_on", "-id"],
                "indexes": [models.Index(fields=["patient", "state"], name="clinic_plan_of_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("repeats__gte", 1), ("interval_days__gte", 1)),
                        name="clinic_care_plan_counts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TreatmentSession",
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
                ("title", models.CharField(blank=True, max_length=160, verbose_name="What for")),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="Started")),
                ("completed_at", models.DateTimeField(editable=False, null=True, verbose_name="Completed")),
                ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="Signed")),
                (
                    "supplies_cost",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=12, null=True, verbose_name="Cost of supplies"
                    ),
                ),
                ("reason", models.CharField(blank=True, editable=False, max_length=200, verbose_name="Reason")),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("planned", "Planned"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("signed", "Signed"),
                            ("cancelled", "Cancelled"),
                            ("entered_in_error", "Entered in error"),
                        ],
                        default="planned",
                        max_length=24,
                        protected=True,
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appointments.appointment",
                        verbose_name="Appointment",
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
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                        verbose_name="Practitioner",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "therapist",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                        verbose_name="Treating therapist",
                    ),
                ),
            ],
            options={
                "verbose_name": "treatment session",
                "verbose_name_plural": "treatment sessions",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["patient", "-id"], name="clinic_session_of_patient"),
                    models.Index(fields=["branch", "state", "-id"], name="clinic_session_branch"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True), ("signed_at__isnull", False), _connector="OR"
                        ),
                        name="clinic_session_signed_says_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("cancelled", "entered_in_error")), _negated=True),
                        fields=("appointment",),
                        name="clinic_session_one_of_an_appointment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Practitioner",
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
                    "profession",
                    models.CharField(
                        choices=[("doctor", "Doctor"), ("nurse", "Nurse"), ("therapist", "Therapist")],
                        max_length=12,
                        verbose_name="Profession",
                    ),
                ),
                ("licence_number", models.CharField(blank=True, max_length=30, verbose_name="Licence number")),
                ("licence_until", models.DateField(blank=True, null=True, verbose_name="Licence valid until")),
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.staff",
                        verbose_name="Staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "practitioner",
                "verbose_name_plural": "practitioners",
                "ordering": ["staff"],
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                ("title", models.CharField(max_length=120, verbose_name="Title")),
                ("text", models.TextField(verbose_name="Text")),
                ("written_at", models.DateTimeField(verbose_name="Written at")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clinic.notetemplate",
                        verbose_name="Template",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TimelineEntry",
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
                            ("started", "Treatment began"),
                            ("face_chart", "Face chart saved"),
                            ("photo", "Photo taken"),
                            ("note", "Note written"),
                            ("addendum", "Addendum"),
                            ("signed", "Signed"),
                            ("entered_in_error", "Entered in error"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("source", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("summary", models.CharField(blank=True, max_length=200)),
                ("has_photo", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "timeline entry",
                "verbose_name_plural": "timeline",
                "ordering": ["-happened_at", "-id"],
                "indexes": [models.Index(fields=["patient", "-happened_at", "-id"], name="clinic_timeline_of_patient")],
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                    "view",
                    models.CharField(
                        choices=[("front", "Front"), ("left", "Left"), ("right", "Right")],
                        max_length=10,
                        verbose_name="View",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("before", "Before"), ("after", "After")], max_length=10, verbose_name="Moment"
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="Taken at")),
                ("consent_purposes", models.JSONField(default=list, editable=False, verbose_name="Consented purposes")),
                ("width", models.PositiveIntegerField(editable=False, null=True)),
                ("height", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "reason",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="Why it was rejected"),
                ),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[("checking", "Checking"), ("ready", "Ready"), ("rejected", "Rejected")],
                        default="checking",
                        max_length=24,
                        protected=True,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["-taken_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(("height__gt", 0), ("width__gt", 0)),
                            _connector="OR",
                        ),
                        name="clinic_photo_ready_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeItem",
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
                ("quantity", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Quantity")),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Price")),
                (
                    "source",
                    models.CharField(
                        choices=[("treatment", "Treatment"), ("chart", "Face chart")],
                        default="treatment",
                        max_length=12,
                    ),
                ),
                ("stock_issued", models.BooleanField(default=False)),
                ("cover", models.CharField(blank=True, max_length=60)),
                ("cover_label", models.CharField(blank=True, max_length=160)),
                ("cover_value", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("billed_by", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    erp.kernel.machines.fields.StateField(
                        choices=[
                            ("planned", "Planned"),
                            ("billable", "To be paid"),
                            ("billed", "Paid"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=24,
                        protected=True,
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
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "charge",
                "verbose_name_plural": "charges",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["session"], name="clinic_charge_of_session")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="clinic_charge_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_price__gte", 0)), name="clinic_charge_price_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cover", ""), ("cover_value__isnull", True)),
                            models.Q(models.Q(("cover", ""), _negated=True), ("cover_value__isnull", False)),
                            _connector="OR",
                        ),
                        name="clinic_charge_cover_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarePlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("done_at", models.DateTimeField(verbose_name="Done at")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="clinic.careplan"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a care plan",
                "constraints": [models.UniqueConstraint(fields=("plan", "session"), name="clinic_care_plan_step_once")],
            },
        ),
        migrations.CreateModel(
            name="VialDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("units", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Units")),
                ("recorded_at", models.DateTimeField(verbose_name="Recorded at")),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inventory.lot"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "draw from a vial",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="clinic_vial_draw_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="VialWaste",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("units", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="Units")),
                ("recorded_at", models.DateTimeField(verbose_name="Recorded at")),
                ("reason", models.CharField(max_length=120, verbose_name="Reason")),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inventory.lot"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "waste from a vial",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="clinic_vial_waste_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vitals",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("taken_at", models.DateTimeField(verbose_name="Taken at")),
                (
                    "pulse",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(20),
                            django.core.validators.MaxValueValidator(250),
                        ],
                        verbose_name="Pulse (/min)",
                    ),
                ),
                (
                    "systolic",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(50),
                            django.core.validators.MaxValueValidator(280),
                        ],
                        verbose_name="Systolic (mmHg)",
                    ),
                ),
                (
                    "diastolic",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(20),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="Diastolic (mmHg)",
                    ),
                ),
                (
                    "temperature",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(45),
                        ],
                        verbose_name="Temperature (°C)",
                    ),
                ),
                (
                    "oxygen",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(50),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="SpO₂ (%)",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="Weight (kg)",
                    ),
                ),
                (
                    "height",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(260),
                        ],
                        verbose_name="Height (cm)",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clinic.treatmentsession",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vital signs",
                "verbose_name_plural": "vital signs",
                "ordering": ["-taken_at", "-id"],
                "indexes": [models.Index(fields=["patient", "-taken_at"], name="clinic_vitals_of_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pulse__isnull", False),
                            ("systolic__isnull", False),
                            ("temperature__isnull", False),
                            ("oxygen__isnull", False),
                            ("weight__isnull", False),
                            ("height__isnull", False),
                            _connector="OR",
                        ),
                        name="clinic_vitals_not_empty",
                        violation_error_message="Measure at least one thing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diastolic__isnull", True), ("systolic__isnull", True)),
                            ("systolic__gt", models.F("diastolic")),
                            _connector="OR",
                        ),
                        name="clinic_vitals_pressure",
                        violation_error_message="The systolic pressure is above the diastolic one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteAddendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("text", models.TextField(verbose_name="Text")),
                ("added_at", models.DateTimeField(verbose_name="Added at")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="addenda", to="clinic.note"
                    ),
                ),
            ],
            options={
                "verbose_name": "addendum",
                "verbose_name_plural": "addenda",
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="FaceChart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[("front", "Front"), ("left", "Left"), ("right", "Right")],
                        max_length=10,
                        verbose_name="View",
                    ),
                ),
                ("version_no", models.PositiveIntegerField(verbose_name="Version")),
                ("items", models.JSONField(default=list, verbose_name="Annotations")),
                ("saved_at", models.DateTimeField(verbose_name="Saved at")),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clinic.photo",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clinic.treatmentsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "face chart",
                "verbose_name_plural": "face charts",
                "ordering": ["-saved_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "view", "version_no"), name="clinic_face_chart_version"),
                    models.CheckConstraint(
                        condition=models.Q(("version_no__gte", 1)), name="clinic_face_chart_counts_from_one"
                    ),
                ],
            },
        ),
    ]
