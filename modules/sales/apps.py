"""Sales, as Django knows them."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "modules.sales"
    label = "sales"

    def ready(self) -> None:
        from erp.kernel.rest.constraints import refuses
        from modules.sales import extensions, listeners, machines  # noqa: F401
        from modules.sales.errors import CreditTooLittle, CustomerDecided, CustomerNotApproved, LimitExceeded

        # What the database says when two at once were not told apart before.
        refuses("sales_credit_not_negative", CreditTooLittle)
        refuses("sales_customer_limit", LimitExceeded)
        refuses("sales_customer_approved", CustomerNotApproved)
        refuses("sales_customer_terms_are_decided", CustomerDecided)
