"""The records of commissions."""

from modules.commissions.models.log import CommissionLog, CommissionMonth
from modules.commissions.models.plan import CommissionPlan, CommissionRule, CommissionTier
from modules.commissions.models.question import CommissionQuestion, QuestionState
from modules.commissions.models.settlement import CommissionSettlement, SettlementState

__all__ = [
    "CommissionLog",
    "CommissionMonth",
    "CommissionPlan",
    "CommissionQuestion",
    "CommissionRule",
    "CommissionSettlement",
    "CommissionTier",
    "QuestionState",
    "SettlementState",
]
