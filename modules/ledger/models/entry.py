"""Journal entries and their lines: written once, corrected only by a reversal."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.fields import Xid8Field
from erp.kernel.documents.records import Fact, Record
from erp.kernel.machines.fields import StateField
from modules.ledger.models.account import Account
from modules.ledger.models.journal import Journal
from modules.ledger.models.period import Period
from modules.ledger.models.tax_code import TaxCode


class EntryState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    POSTED = "posted", _("Posted")
    DISCARDED = "discarded", _("Discarded")


class JournalEntry(Record):
    """One happening in money, named by the document that caused it; by hand, `written_by` says who last wrote it.

    `posted_xid` is written by the database alone, at posting: it is how the guards tell the transaction that posts
    (its lines may still come) from every later one (nothing may change).
    """

    keeps_history: ClassVar[bool] = False

    source = models.CharField(_("Source"), max_length=80, unique=True)
    source_number = models.CharField(_("Source's number"), max_length=40, blank=True)
    source_digest = models.BinaryField(_("Digest of the source"), max_length=32, default=bytes, editable=False)
    journal = models.ForeignKey(Journal, verbose_name=_("Journal"), on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, verbose_name=_("Period"), on_delete=models.PROTECT, related_name="+")
    entry_on = models.DateField(_("Day"))
    memo = models.CharField(_("Memo"), max_length=200, blank=True)
    state = StateField(_("State"), choices=EntryState.choices, default=EntryState.DRAFT)
    posted_at = models.DateTimeField(_("Posted at"), null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Posted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Written by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Submitted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    sent_back_because = models.CharField(_("Sent back because"), max_length=1000, blank=True, default="", db_default="")
    posted_xid = Xid8Field(null=True, blank=True, editable=False)
    reverses = models.OneToOneField(
        "self", verbose_name=_("Reverses"), on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        verbose_name = _("Journal entry")
        verbose_name_plural = _("Journal entries")
        ordering = ("-entry_on", "-id")
        indexes = [models.Index(fields=["entry_on", "id"], name="ledger_entry_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=EntryState.POSTED, posted_at__isnull=False)
                | (~models.Q(state=EntryState.POSTED) & models.Q(posted_at__isnull=True)),
                name="ledger_entry_posted_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(reverses__isnull=True) | ~models.Q(reverses=models.F("id")),
                name="ledger_entry_not_its_own_reversal",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=EntryState.DISCARDED) | models.Q(reverses__isnull=True),
                name="ledger_entry_discarded_reverses_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(state=EntryState.POSTED) | models.Q(written_by__isnull=False),
                name="ledger_entry_draft_has_writer",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[EntryState.DRAFT, EntryState.DISCARDED],
                    submitted_by__isnull=True,
                    submitted_at__isnull=True,
                )
                | models.Q(state=EntryState.SUBMITTED, submitted_by__isnull=False, submitted_at__isnull=False)
                | models.Q(state=EntryState.POSTED),
                name="ledger_entry_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=EntryState.POSTED)
                | models.Q(submitted_by__isnull=True)
                | (
                    models.Q(posted_by__isnull=False)
                    & ~models.Q(posted_by=models.F("submitted_by"))
                    & ~models.Q(posted_by=models.F("written_by"))
                ),
                name="ledger_entry_approver_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.source_number or self.source


class JournalLine(Fact):
    """One side of an entry on one account."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "DELETE"})

    entry = models.ForeignKey(JournalEntry, verbose_name=_("Entry"), on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(_("Position"))
    account = models.ForeignKey(Account, verbose_name=_("Account"), on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey("access.Branch", verbose_name=_("Branch"), on_delete=models.PROTECT, related_name="+")
    debit = models.DecimalField(_("Debit"), max_digits=14, decimal_places=2, default=Decimal(0))
    credit = models.DecimalField(_("Credit"), max_digits=14, decimal_places=2, default=Decimal(0))
    memo = models.CharField(_("Memo"), max_length=200, blank=True)
    dimensions = models.JSONField(_("Dimensions"), default=list, blank=True)
    tax_code = models.ForeignKey(
        TaxCode, verbose_name=_("Tax code"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tax_base = models.DecimalField(_("Tax base"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("Journal line")
        verbose_name_plural = _("Journal lines")
        ordering = ("entry_id", "position")
        indexes = [models.Index(fields=["account", "entry"], name="ledger_line_account")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(debit__gt=0, credit=0) | models.Q(debit=0, credit__gt=0),
                name="ledger_line_one_side_positive",
            ),
            models.UniqueConstraint(fields=["entry", "position"], name="ledger_line_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.debit or -self.credit}"


class JournalSeal(Fact):
    """The wax on a posted entry: its number in the journal, and its link in the one chain of hashes."""

    entry = models.OneToOneField(JournalEntry, verbose_name=_("Entry"), on_delete=models.PROTECT, related_name="seal")
    chain_no = models.BigIntegerField(_("Place in the chain"), unique=True)
    journal = models.ForeignKey(Journal, verbose_name=_("Journal"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("Year"))
    sequence = models.PositiveIntegerField(_("Sequence"))
    number = models.CharField(_("Number"), max_length=40, unique=True)
    previous_hash = models.BinaryField(_("Previous hash"), max_length=32)
    hash = models.BinaryField(_("Hash"), max_length=32)

    class Meta:
        verbose_name = _("Seal")
        verbose_name_plural = _("Seals")
        ordering = ("chain_no",)
        constraints = [
            models.UniqueConstraint(fields=["journal", "year", "sequence"], name="ledger_seal_number_once"),
            models.UniqueConstraint(fields=["previous_hash"], name="ledger_seal_chain_unforked"),
        ]

    def __str__(self) -> str:
        return self.number
