"""The records of commissions."""

from modules.commissions.models.log import CommissionLog, CommissionMonth
from modules.commissions.models.plan import CommissionPlan, CommissionRule, CommissionTier

__all__ = ["CommissionLog", "CommissionMonth", "CommissionPlan", "CommissionRule", "CommissionTier"]
