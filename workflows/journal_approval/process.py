"""The entry that is decided."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.ledger import public as ledger

SHOWN = 8


class JournalApprovalProcess(Process):
    """One submission of one entry."""

    entry_id = models.BigIntegerField()
    submitted_by_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("journal approval")
        verbose_name_plural = gettext_lazy("journal approvals")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [models.Index(fields=["entry_id"], name="journal_approval_entry")]

    def facts(self) -> list[tuple[str, str]]:
        """What has to be known to decide: the amount, the day, the words, the lines."""
        entry = ledger.entry_card(self.entry_id)
        said = [
            (_("Amount"), f"฿{entry.total:,.2f}"),
            (_("Day"), entry.entry_on.isoformat()),
            (_("Memo"), entry.memo),
            (_("Requested by"), entry.submitted_by),
        ]
        if entry.reverses:
            said.append((_("Reverses"), entry.reverses))
        said += [
            (_("Debit") if debit else _("Credit"), f"{account}: ฿{debit or credit:,.2f}")
            for account, debit, credit in entry.lines[:SHOWN]
        ]
        if len(entry.lines) > SHOWN:
            said.append((_("Further lines"), str(len(entry.lines) - SHOWN)))
        return said
