"""What an entry by hand must satisfy: line by line while it is written, and as a whole before it is posted."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from erp.kernel.documents.refusals import Invalid
from modules.ledger.data import ZERO, LineIn
from modules.ledger.errors import ControlAccount, NotBalanced, UnknownAccount
from modules.ledger.models import Account, JournalEntry, JournalLine
from modules.ledger.selectors.by_hand import control_accounts
from modules.ledger.selectors.periods import hold_period


def check_lines(lines: Sequence[LineIn]) -> None:
    """Raise UnknownAccount, ControlAccount or Invalid naming the first line that cannot be written."""
    usable = set(
        Account.objects.filter(code__in={line.account for line in lines}, is_heading=False, is_active=True).values_list(
            "code", flat=True
        )
    )
    kept = control_accounts()
    for place, line in enumerate(lines):
        if line.account not in usable:
            raise UnknownAccount(
                field=f"lines.{place}.account",
                account=line.account,
                remedy=_("Choose an account that is in use and no heading."),
            )
        if line.account in kept:
            raise _control(line.account, kept[line.account], field=f"lines.{place}.account")
        _check_sides(place, line)


def _check_sides(place: int, line: LineIn) -> None:
    if min(line.debit, line.credit) != 0 or max(line.debit, line.credit) <= 0:
        side = "credit" if line.debit > 0 else "debit"
        raise Invalid(
            _("A line has one positive amount"),
            code="ledger.entry.one_side",
            field=f"lines.{place}.{side}",
            remedy=_("Write the amount on one side, and leave the other empty."),
        )


def check_whole(entry: JournalEntry) -> None:
    """Raise NotBalanced, PeriodNotOpen, UnknownAccount or ControlAccount unless the entry can stand in the books.

    Accounts are asked again: one may have been retired since the draft was written.
    """
    sums = JournalLine.objects.filter(entry=entry).aggregate(Sum("debit"), Sum("credit"), how_many=Count("pk"))
    debit, credit = sums["debit__sum"] or ZERO, sums["credit__sum"] or ZERO
    if sums["how_many"] < 2 or debit != credit:
        raise NotBalanced(
            field="lines", debit=str(debit), credit=str(credit), remedy=_remedy(sums["how_many"], debit - credit)
        )
    hold_period(on=entry.entry_on)
    kept = control_accounts()
    rows = JournalLine.objects.filter(entry=entry).values_list(
        "account__code", "account__is_heading", "account__is_active"
    )
    for place, (code, is_heading, is_active) in enumerate(rows.order_by("position")):
        if is_heading or not is_active:
            raise UnknownAccount(field=f"lines.{place}.account", account=code)
        if code in kept:
            raise _control(code, kept[code], field=f"lines.{place}.account")


def _remedy(how_many: int, difference: Decimal) -> str:
    if how_many < 2:
        return _("Write at least two lines.")
    if difference > 0:
        return _("Credit %(amount)s more, or debit it less.") % {"amount": f"{difference:,.2f}"}
    return _("Debit %(amount)s more, or credit it less.") % {"amount": f"{-difference:,.2f}"}


def _control(code: str, subledger: str, *, field: str) -> ControlAccount:
    return ControlAccount(
        _("“%(subledger)s” answers for account %(account)s") % {"subledger": subledger, "account": code},
        field=field,
        account=code,
        remedy=_("Correct it where it arises: at the till, in the course, in the stock."),
    )
