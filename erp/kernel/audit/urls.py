"""Addresses of the audit trail."""

from django.urls import path

from erp.kernel.audit.rest.history import HistoryView

urlpatterns = [path("history/", HistoryView.as_view(), name="audit-history")]
