"""Addresses below /api/v1/courses/."""

from django.urls import path

from erp.kernel.rest.routes import route
from modules.courses.rest.views import (
    BalanceView,
    ChangeView,
    CoursePageView,
    InstalmentView,
    RedemptionView,
    SettingView,
    SignatureView,
    TemplateView,
)

urlpatterns = [
    route("templates", TemplateView),
    path("balances/<int:pk>/page/", CoursePageView.as_view(), name="courses-course-page"),
    route("balances", BalanceView),
    route("changes", ChangeView),
    route("instalments", InstalmentView),
    route("settings", SettingView),
    route("signatures", SignatureView),
    route("redemptions", RedemptionView),
]
