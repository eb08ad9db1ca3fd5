"""The rollup store: one figure a metric, branch and day, kept by workers, rebuildable from the rows at any time."""

from typing import ClassVar

from django.db import models


class Rollup(models.Model):
    """A metric's figure of one branch on one business day."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    metric = models.CharField(max_length=64)
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "branch", "on"], name="metrics_rollup_once")]

    def __str__(self) -> str:
        return f"{self.metric} {self.branch_id} {self.on}: {self.amount}"
