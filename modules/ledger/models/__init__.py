"""The ledger's records."""

from modules.ledger.models.account import Account, AccountRole, AccountType
from modules.ledger.models.entry import EntryState, JournalEntry, JournalLine, JournalSeal
from modules.ledger.models.journal import Journal
from modules.ledger.models.period import FiscalYear, Period, PeriodState, YearState
from modules.ledger.models.reopening import Reopening, ReopeningKind, ReopeningState
from modules.ledger.models.setting import LedgerSetting
from modules.ledger.models.tax_code import TaxCode

__all__ = [
    "Account",
    "AccountRole",
    "AccountType",
    "EntryState",
    "FiscalYear",
    "Journal",
    "JournalEntry",
    "JournalLine",
    "JournalSeal",
    "LedgerSetting",
    "Period",
    "PeriodState",
    "Reopening",
    "ReopeningKind",
    "ReopeningState",
    "TaxCode",
    "YearState",
]
