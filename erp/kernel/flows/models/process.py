"""What one run of a flow knows of itself."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process as ViewflowProcess

from erp.kernel.documents.records import READ_AND_WRITE


class Process(ViewflowProcess):
    """Base of every workflow's process: whose branch, about what. Subclasses add ids of records, and outcomes."""

    application_may: ClassVar[frozenset[str]] = READ_AND_WRITE

    # named by hand: a subclass of ours links to this class by “process_ptr”, as viewflow's own name would be
    run = models.OneToOneField(ViewflowProcess, on_delete=models.CASCADE, parent_link=True, related_name="ours")
    branch = models.ForeignKey("access.Branch", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("about"), max_length=80, blank=True)  # a record's reference, "sales.order:15"
    title = models.CharField(_("title"), max_length=160, blank=True)
    started_event = models.UUIDField(null=True, unique=True)  # the fact that started it, once

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        # viewflow adds “manage” when a flow is imported, which no migration would see: said here. Rights come from
        # rights.toml; Django's permissions are never asked.
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [models.Index(fields=["subject"], name="flows_process_subject")]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"

    def facts(self) -> list[tuple[str, str]]:
        """What somebody who decides has to know: label and value."""
        return []
