"""Addresses of sign-in, profile and the administrator's records."""

from django.urls import include, path

from erp.kernel.access.rest.auth import LogoutView, MeView, PasswordView, RefreshView, TokenView
from erp.kernel.access.rest.records import BranchView, CompanyView, RoleView, StaffView, UserView
from erp.kernel.rest.routes import route

records = [
    route("users", UserView),
    route("roles", RoleView),
    route("companies", CompanyView),
    route("branches", BranchView),
    route("staff", StaffView),
]
urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("auth/refresh/", RefreshView.as_view(), name="refresh"),
    path("auth/logout/", LogoutView.as_view(), name="logout"),
    path("me/", MeView.as_view(), name="me"),
    path("me/password/", PasswordView.as_view(), name="me-password"),
    path("access/", include(records)),
]
