"""A small clinic with an open till: the fixtures of clinic and sales, side by side."""

from modules.clinic.tests.conftest import consent, dr_nok, goods, patient, ploy, product_of, s3, s3_server

__all__ = ["consent", "dr_nok", "goods", "patient", "ploy", "product_of", "s3", "s3_server"]
