from django.urls import path

from erp.kernel.rest.routes import route
from modules.commissions.rest.statement import StatementView
from modules.commissions.rest.views import (
    CommissionLogView,
    CommissionPlanView,
    CommissionRuleView,
    CommissionSettlementView,
    CommissionTierView,
)

urlpatterns = [
    path("statement/", StatementView.as_view(), name="commissions-statement"),
    route("logs", CommissionLogView),
    route("plans", CommissionPlanView),
    route("tiers", CommissionTierView),
    route("rules", CommissionRuleView),
    route("settlements", CommissionSettlementView),
]
