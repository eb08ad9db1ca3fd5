from django.urls import path

from erp.kernel.rest.routes import route
from modules.commissions.rest.statement import StatementExport, StatementView
from modules.commissions.rest.views import (
    CommissionLogView,
    CommissionPlanView,
    CommissionQuestionView,
    CommissionRuleView,
    CommissionSettlementView,
    CommissionTierView,
)

urlpatterns = [
    path("statement/", StatementView.as_view(), name="commissions-statement"),
    path("exports/statement/", StatementExport.as_view(), name="commissions-export-statement"),
    route("logs", CommissionLogView),
    route("questions", CommissionQuestionView),
    route("plans", CommissionPlanView),
    route("tiers", CommissionTierView),
    route("rules", CommissionRuleView),
    route("settlements", CommissionSettlementView),
]
