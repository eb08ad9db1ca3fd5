"""The nouns of this module. Django looks for its models here."""

from modules.patients.models.allergy import Allergy as Allergy
from modules.patients.models.condition import Condition as Condition
from modules.patients.models.consent import Consent as Consent
from modules.patients.models.first_visit import FirstVisit as FirstVisit
from modules.patients.models.lookup import PhoneLookup as PhoneLookup
from modules.patients.models.lookup import PhoneReveal as PhoneReveal
from modules.patients.models.patient import Patient as Patient
