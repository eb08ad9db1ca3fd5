"""Processes that may be read."""

from django.db.models import QuerySet

from erp.kernel.access.models import User
from erp.kernel.access.rights import visible
from erp.kernel.flows.flow import installed_flows
from erp.kernel.flows.models import Process


def readable_processes() -> QuerySet[Process]:
    """Those of flows that this process has; the class of others is unknown here."""
    return Process.objects.filter(flow_class__in=list(installed_flows())).select_related("branch")


def visible_processes(user: User) -> QuerySet[Process]:
    """Those of the user's branches."""
    return visible(readable_processes(), user, "flows.read_process")


def live_processes(app_label: str) -> int:
    """How many processes of an app's flows have not ended: its uninstall is refused while there are any."""
    return Process.objects.filter(flow_class__startswith=f"{app_label}/", finished__isnull=True).count()
