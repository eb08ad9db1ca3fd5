"""Addresses below /api/v1/courses/."""

from erp.kernel.rest.routes import route
from modules.courses.rest.views import BalanceView, RedemptionView, TemplateView

urlpatterns = [
    route("templates", TemplateView),
    route("balances", BalanceView),
    route("redemptions", RedemptionView),
]
