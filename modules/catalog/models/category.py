"""A shelf of the catalogue, as the till shows it."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.catalog.models.kinds import ProductKind


class Category(Record):
    """Products of one kind that belong together: fillers, serums, laser."""

    code = models.CharField(_("Code"), max_length=24, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_th = models.CharField(_("Name in Thai"), max_length=80, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=ProductKind.choices)

    class Meta:
        verbose_name = _("Category")
        verbose_name_plural = _("Categories")
        ordering = ("kind", "code")

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name
