from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "erp.kernel.events"
    label = "events"
