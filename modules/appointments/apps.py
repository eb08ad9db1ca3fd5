"""The module as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppointmentsConfig(AppConfig):
    name = "modules.appointments"
    label = "appointments"
    verbose_name = _("Appointments")

    def ready(self) -> None:
        import modules.appointments.extensions
        import modules.appointments.listeners
        import modules.appointments.machines.appointment  # noqa: F401
