"""Who changed what, who read what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail; written by trigger, never changed."""

    name = "erp.kernel.audit"
    label = "audit"
    verbose_name = "Audit"
