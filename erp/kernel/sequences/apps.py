from django.apps import AppConfig


class SequencesConfig(AppConfig):
    name = "erp.kernel.sequences"
    label = "sequences"
