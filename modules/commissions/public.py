"""The face of commissions. Nobody above needs it; tests and the demo do."""

from modules.commissions.selectors.logs import amount_of_month

__all__ = ["amount_of_month"]
