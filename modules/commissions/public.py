"""The face of commissions: what a workflow decides through."""

from modules.commissions.selectors.logs import amount_of_month
from modules.commissions.selectors.settlements import settlement_card
from modules.commissions.services.decide_settlement import approve_commission_settlement, refuse_commission_settlement

__all__ = [
    "amount_of_month",
    "approve_commission_settlement",
    "refuse_commission_settlement",
    "settlement_card",
]
