"""A picture that somebody put into the store."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.files.renditions import Rendition
from erp.kernel.machines.fields import StateField


class StoredFile(Record):
    """Quarantined as the browser left it, then verified (decoded, stripped, copied to clean/) or rejected."""

    class State(models.TextChoices):
        QUARANTINED = "quarantined", _("Checking")
        VERIFIED = "verified", _("Verified")
        REJECTED = "rejected", _("Rejected")

    state = StateField(choices=State.choices, default=State.QUARANTINED)
    purpose = models.CharField(_("purpose"), max_length=64)
    upload_key = models.CharField(max_length=300, unique=True)  # where the browser put it
    folder = models.CharField(max_length=80, unique=True)  # where it is kept once clean
    content_type = models.CharField(_("type"), max_length=64)
    size = models.BigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, blank=True)  # of the bytes as they were uploaded
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    rejection = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_stored_file_size"),
            models.CheckConstraint(
                condition=~models.Q(state="verified")
                | (models.Q(width__gt=0, height__gt=0, verified_at__isnull=False) & ~models.Q(sha256="")),
                name="files_stored_file_verified_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(rejection=""),
                name="files_stored_file_rejected_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["uploaded_at"], condition=models.Q(state="quarantined"), name="files_quarantined")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    def key_of(self, rendition: Rendition) -> str:
        """Where a rendition of it lies in the bucket."""
        return f"{self.folder}/{rendition.file_name(self.content_type)}"
