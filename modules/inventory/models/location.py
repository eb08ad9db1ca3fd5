"""Where stock is, comes from, and goes."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class LocationKind(models.TextChoices):
    STORE = "store", _("Store")
    ROOM = "room", _("Room")
    SUPPLIER = "supplier", _("Supplier")
    PATIENT = "patient", _("Patient")
    LOSS = "loss", _("Loss")
    SHORTAGE = "shortage", _("Shortage")


class Location(Record):
    """A place of a branch. Stores and rooms hold stock; the others are only ends of moves."""

    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=LocationKind.choices)
    code = models.CharField(_("Code"), max_length=24)
    name = models.CharField(_("Name"), max_length=80)
    name_th = models.CharField(_("Name in Thai"), max_length=80, blank=True)
    is_active = models.BooleanField(_("Active"), default=True)

    class Meta:
        verbose_name = _("Location")
        verbose_name_plural = _("Locations")
        ordering = ("branch_id", "kind", "code")
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="inventory_location_code_once"),
            models.UniqueConstraint(
                fields=["branch", "kind"],
                condition=~models.Q(kind__in=[LocationKind.ROOM]),
                name="inventory_location_one_of_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=LocationKind.values), name="inventory_location_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name
