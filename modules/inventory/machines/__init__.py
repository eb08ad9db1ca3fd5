"""The inventory's machines."""

from modules.inventory.machines.lot import LotMachine
from modules.inventory.machines.move import MoveMachine

__all__ = ["LotMachine", "MoveMachine"]
