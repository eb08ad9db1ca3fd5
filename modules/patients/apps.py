"""The module as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatientsConfig(AppConfig):
    name = "modules.patients"
    label = "patients"
    verbose_name = _("Patients")

    def ready(self) -> None:
        import modules.patients.extensions
        import modules.patients.listeners
        import modules.patients.machines.patient  # noqa: F401
