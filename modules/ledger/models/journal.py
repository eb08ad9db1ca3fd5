"""A book of first entry: its code opens the journal number."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class Journal(Record):
    """Sales, stock, courses: entries are numbered without a gap within one journal and year."""

    code = models.CharField(_("Code"), max_length=24, unique=True)
    prefix = models.CharField(_("Number prefix"), max_length=8, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_th = models.CharField(_("Name in Thai"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("Journal")
        verbose_name_plural = _("Journals")
        ordering = ("code",)

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name
