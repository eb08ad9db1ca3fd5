"""A role: a name for what somebody does. What it may do is said by the modules' rights.toml."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class Role(Record):
    """One row a role of roles.toml; rows follow the file, nobody edits them."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=80)
    title_th = models.CharField(_("title (Thai)"), max_length=80)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.title_th if get_language() == "th" else self.title
