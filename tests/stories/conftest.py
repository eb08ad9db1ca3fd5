"""A small clinic with an open till: the fixtures of the modules, side by side."""

from modules.clinic.tests.conftest import consent, dr_nok, goods, patient, ploy, product_of, s3, s3_server
from modules.sales.tests.conftest import till as shop

__all__ = ["consent", "dr_nok", "goods", "patient", "ploy", "product_of", "s3", "s3_server", "shop"]
