"""Doors for load balancers, container health checks and the supervisor."""

from django.urls import path

from erp.kernel.runtime.health import healthz, readyz

urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
