"""The ledger's machines; importing them registers their triggers."""

from modules.ledger.machines.entry import EntryMachine
from modules.ledger.machines.fiscal_year import FiscalYearMachine
from modules.ledger.machines.period import PeriodMachine
from modules.ledger.machines.reopening import ReopeningMachine

__all__ = ["EntryMachine", "FiscalYearMachine", "PeriodMachine", "ReopeningMachine"]
