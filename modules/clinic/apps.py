"""The module as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicConfig(AppConfig):
    name = "modules.clinic"
    label = "clinic"
    verbose_name = _("Medical records")

    def ready(self) -> None:
        import modules.clinic.extensions
        import modules.clinic.listeners
        import modules.clinic.machines.care_plan
        import modules.clinic.machines.charge_item
        import modules.clinic.machines.photo
        import modules.clinic.machines.treatment_session  # noqa: F401
