"""Doors of the registry."""

from django.urls import path

from erp.kernel.registry.views import InstallView, ModulesView, OperationView, PlanView, UninstallView

urlpatterns = [
    path("modules/", ModulesView.as_view(), name="modules"),
    path("modules/operations/<int:pk>/", OperationView.as_view(), name="module-operation"),
    path("modules/<str:name>/plan/", PlanView.as_view(), name="module-plan"),
    path("modules/<str:name>/install/", InstallView.as_view(), name="module-install"),
    path("modules/<str:name>/uninstall/", UninstallView.as_view(), name="module-uninstall"),
]
