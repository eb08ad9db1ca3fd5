"""Who moved what from which state to which, and when."""

from django.conf import settings
from django.db import models

from erp.kernel.documents.records import Fact


class TransitionLog(Fact):
    """One row for each birth and each move of any record that has a machine."""

    noun = models.CharField(max_length=64)
    record_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=24, blank=True)
    target = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["noun", "record_id", "id"], name="machines_log_record")]

    def __str__(self) -> str:
        return f"{self.noun}:{self.record_id} {self.verb} → {self.target}"
