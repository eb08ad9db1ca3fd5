from django.apps import AppConfig


class TreatmentToCheckoutConfig(AppConfig):
    name = "workflows.treatment_to_checkout"
    label = "treatment_to_checkout"

    def ready(self) -> None:
        from workflows.treatment_to_checkout import flow, listeners  # noqa: F401
