"""People who work here, with or without a login."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.access.models.company import Branch
from erp.kernel.access.models.user import User
from erp.kernel.documents.records import Record


class Staff(Record):
    """A member of staff: who treats, sells, is booked and earns commission."""

    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("login")
    )
    name = models.CharField(_("name"), max_length=120)
    name_th = models.CharField(_("name (Thai)"), max_length=120, blank=True)
    nickname = models.CharField(_("nickname"), max_length=40, blank=True)
    kind = models.CharField(_("position"), max_length=40, blank=True)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", verbose_name=_("branch"))
    color = models.CharField(
        _("colour"), max_length=7, default="#007e79", validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ("name",)

    def __str__(self) -> str:
        return (self.name_th if get_language() == "th" else "") or self.name
