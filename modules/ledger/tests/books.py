"""What tests of the modules above may take from the ledger's rooms."""

from modules.ledger.models import Journal, JournalEntry, Period, TaxCode
from modules.ledger.seed import chart

__all__ = ["Journal", "JournalEntry", "Period", "TaxCode", "chart"]
