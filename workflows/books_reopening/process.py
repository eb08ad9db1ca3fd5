"""The wish that is decided."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.ledger import public as ledger


class BooksReopeningProcess(Process):
    """One wish."""

    reopening_id = models.BigIntegerField()
    requested_by_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("reopening of the books")
        verbose_name_plural = gettext_lazy("reopenings of the books")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [models.Index(fields=["reopening_id"], name="books_reopening_wish")]

    def facts(self) -> list[tuple[str, str]]:
        """What has to be known to decide."""
        wish = ledger.reopening_card(self.reopening_id)
        said = [(_("Wish"), wish.title), (_("Requested by"), wish.requested_by), (_("Reason"), wish.reason)]
        if wish.takes_back:
            said.append((_("Also reopens"), _("the closed year %(year)s") % {"year": wish.takes_back}))
        return said
