"""What the ledger refuses, each with a stable code."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, Missing, NotNow


class AlreadyPosted(NotNow):
    """The source has its entry: the same happening is not counted twice."""

    code = "ledger.entry.already_posted"
    title = _("This is already in the books")


class NotBalanced(Invalid):
    """Debits and credits differ, or there are fewer than two lines."""

    code = "ledger.entry.not_balanced"
    title = _("Debits and credits differ")


class UnknownAccount(Invalid):
    """A line names an account that is not there, is retired, or only groups others."""

    code = "ledger.entry.unknown_account"
    title = _("No such account to post to")


class ControlAccount(Invalid):
    """A sub-ledger answers for the account: an entry by hand would part the two."""

    code = "ledger.entry.control_account"
    title = _("This account is kept by a sub-ledger")


class NeedsApproval(NotNow):
    """An entry by hand of this size is posted by somebody else than its writer."""

    code = "ledger.journal_entry.needs_approval"
    title = _("An entry of this size is posted only by approval")


class NotADraft(NotNow):
    """Only a draft is written to."""

    code = "ledger.journal_entry.not_a_draft"
    title = _("Only a draft can be changed")


class NotReversible(NotNow):
    """A document's entry is corrected by its document; a reversal stands; what is reversed is reversed once."""

    code = "ledger.journal_entry.not_reversible"
    title = _("This entry is not reversed by hand")


class UnknownJournal(Invalid):
    """No such journal."""

    code = "ledger.entry.unknown_journal"
    title = _("No such journal")


class PeriodNotOpen(NotNow):
    """The day lies in no open period."""

    code = "ledger.period.not_open"
    title = _("The books of that day are closed")


class DayLocked(PeriodNotOpen):
    """The books are locked up to a day, and the posting's is not later."""

    code = "ledger.day_locked"
    title = _("The books are locked up to that day")


class YearNotReady(NotNow):
    """Its periods are not where closing the year needs them."""

    code = "ledger.fiscal_year.not_ready"
    title = _("The year cannot be closed yet")


class NotClosed(NotNow):
    """Only what is closed is reopened."""

    code = "ledger.period.not_closed"
    title = _("This period is not closed")


class AlreadyAsked(NotNow):
    """The same wish waits for its decision."""

    code = "ledger.reopening.already_asked"
    title = _("Somebody has asked for this already")


class PeriodHasObjections(NotNow):
    """Somebody above still works within the period."""

    code = "ledger.period.objections"
    title = _("The period cannot be closed yet")


class NotPosted(Missing):
    """There is no posted entry of that source."""

    code = "ledger.entry.not_posted"
    title = _("There is no posted entry of this source")


class RoleUnassigned(Missing):
    """No account plays the role."""

    code = "ledger.account.role_unassigned"
    title = _("No account is assigned to this role")


class SpanMissing(Invalid):
    """A report or export needs its days."""

    code = "ledger.report.span"
    title = _("Say from which day to which day")


class UnknownFormat(Invalid):
    """Exports are written as csv, xlsx or hledger."""

    code = "ledger.export.unknown_format"
    title = _("Choose csv, xlsx or hledger")
