"""The kinds of product, with their titles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modules.catalog.data import Kind


class ProductKind(models.TextChoices):
    TREATMENT = Kind.TREATMENT.value, _("Treatment")
    DRUG = Kind.DRUG.value, _("Drug")
    RETAIL = Kind.RETAIL.value, _("Retail product")
    COURSE = Kind.COURSE.value, _("Course")
