import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PendingEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["key", "id"], name="events_pending_key")],
            },
        ),
        migrations.CreateModel(
            name="OutboxEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("event_id", models.UUIDField(unique=True)),
                ("type", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=200)),
                ("data", models.JSONField()),
                (
                    "correlation",
                    models.CharField(
                        db_default=django.db.models.functions.comparison.Coalesce(
                            models.Func(
                                models.Value("aesthetix.request_id"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        max_length=64,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["type", "id"], name="events_outbox_type")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("listener", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("dead", "Dead letter")],
                        db_default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(db_default=0)),
                ("nudge_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("last_error", models.CharField(db_default="", max_length=200)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="events.outboxevent"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["nudge_at"], name="events_delivery_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["listener", "key", "event"],
                        name="events_delivery_line",
                    ),
                    models.Index(condition=models.Q(("state", "dead")), fields=["id"], name="events_delivery_dead"),
                    models.Index(
                        condition=models.Q(("state", "done")), fields=["done_at"], name="events_delivery_done"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "listener"), name="events_delivery_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "done", "dead"])), name="events_delivery_state"
                    ),
                ],
            },
        ),
    ]
