"""The ledger's machines; importing them registers their triggers."""

from modules.ledger.machines.entry import EntryMachine
from modules.ledger.machines.period import PeriodMachine

__all__ = ["EntryMachine", "PeriodMachine"]
