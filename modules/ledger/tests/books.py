"""What tests of the modules above may take from the ledger's rooms."""

from modules.ledger.models import JournalEntry, TaxCode
from modules.ledger.seed import chart

__all__ = ["JournalEntry", "TaxCode", "chart"]
