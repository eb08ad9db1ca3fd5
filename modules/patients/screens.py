"""Menus and screens of this module."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import Column, Filter, Lines, MenuItem, Screen, Section
from modules.patients.models import Allergy, Condition, Consent, Patient

MENU = [
    MenuItem(
        code="patients.patient", label=_("Patients"), group="clinical", to="/list/patients.patient", icon="users",
        right="patients.read_patient", order=20,
    ),
]  # fmt: skip

SCREENS = [
    Screen(
        model=Patient,
        endpoint="/api/v1/patients/patients/",
        title=_("Patient"),
        title_plural=_("Patients"),
        columns=("hn", "name", "nickname", "phone", "birth_on", "sex", Column(field="state")),
        form=(
            Section(
                title=_("Name"),
                fields=("title", "first_name_th", "last_name_th", "first_name_latin", "last_name_latin", "nickname"),
            ),
            Section(title=_("Person"), fields=("birth_on", "sex", "nationality", "identity_kind", "identity")),
            Section(
                title=_("Contact"),
                fields=("phone", "email", "address", "emergency_name", "emergency_phone", "source"),
            ),
            Section(title=_("Health"), fields=("allergies_asked_on", "medication")),
        ),
        lines=(
            Lines(
                noun="patients.allergy", field="patient", title=_("Allergies"),
                columns=("substance", "criticality", "reaction", "is_active"),
            ),
            Lines(
                noun="patients.consent", field="patient", title=_("Consents"),
                columns=("purpose", "given", "document_version", "recorded_at"),
            ),
        ),
        filters=(
            Filter(code="active", label=_("In care"), where={"state": {"eq": "active"}}),
            Filter(code="prospect", label=_("Prospects"), where={"state": {"eq": "prospect"}}),
        ),
        group_by=("state", "sex", "source"),
        search=("hn", "name"),
        labels={
            "phone": _("Phone"),
            "name": _("Name"),
            "identity": _("Identity number"),
            "emergency_phone": _("Emergency phone"),
            "phone_masked": _("Phone, masked"),
            "phone_last4": _("Last four digits"),
            "identity_masked": _("Identity number, masked"),
            "emergency_masked": _("Emergency phone, masked"),
        },
        extra={"phone": {"max": 30}, "identity": {"max": 30}, "emergency_phone": {"max": 30}},
    ),
    Screen(
        model=Allergy,
        endpoint="/api/v1/patients/allergies/",
        title=_("Allergy"),
        title_plural=_("Allergies"),
        columns=("patient", "substance", "criticality", "reaction", "is_active"),
        group_by=("criticality",),
    ),
    Screen(
        model=Condition,
        endpoint="/api/v1/patients/conditions/",
        title=_("Condition"),
        title_plural=_("Conditions"),
        columns=("patient", "name", "code", "since_on", "is_active"),
    ),
    Screen(
        model=Consent,
        endpoint="/api/v1/patients/consents/",
        title=_("Consent"),
        title_plural=_("Consents"),
        columns=("patient", "purpose", "given", "document_version", "recorded_at"),
        group_by=("purpose", "given"),
        order="-recorded_at",
        edits=False,
    ),
]  # fmt: skip
