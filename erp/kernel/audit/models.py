"""The audit trail. Both tables are append-only: nobody, the owner included, may change a row."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Fact


class Change(Fact):
    """One change of one row, written by the trigger `erp_audit` in the changing transaction."""

    class Operation(models.TextChoices):
        INSERT = "I", _("created")
        UPDATE = "U", _("changed")
        DELETE = "D", _("deleted")

    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    operation = models.CharField(max_length=1, choices=Operation.choices)
    changes = models.JSONField()  # column → [old, new]
    actor_id = models.BigIntegerField(null=True)  # the system has no number
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "audit_change"
        indexes = [models.Index("table_name", "row_id", "id", name="audit_change_row")]


class ReadLog(Fact):
    """Who read which records, and why: one row for an opened record, one for a whole list."""

    user_id = models.BigIntegerField()
    noun = models.CharField(max_length=80)
    record_ids = ArrayField(models.BigIntegerField())
    purpose = models.CharField(max_length=80)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            GinIndex("record_ids", name="audit_read_records"),
            models.Index("user_id", "created_at", name="audit_read_user"),
        ]
