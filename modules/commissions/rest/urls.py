from erp.kernel.rest.routes import route
from modules.commissions.rest.views import (
    CommissionLogView,
    CommissionPlanView,
    CommissionRuleView,
    CommissionSettlementView,
    CommissionTierView,
)

urlpatterns = [
    route("logs", CommissionLogView),
    route("plans", CommissionPlanView),
    route("tiers", CommissionTierView),
    route("rules", CommissionRuleView),
    route("settlements", CommissionSettlementView),
]
