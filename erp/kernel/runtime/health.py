"""Two questions a machine may ask without a login: does the process live, and can it serve?"""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from erp.kernel.registry.models import RegistryVersion


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; asks nobody else."""
    return JsonResponse({"status": "alive"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and holds our tables. Not the broker: without it the clinic goes on working."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        version = RegistryVersion.objects.values_list("number", flat=True).first() or 0
    except DatabaseError:
        return JsonResponse({"status": "unready", "reason": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ready", "registry_version": version, "modules": settings.INSTALLED_MODULES})
