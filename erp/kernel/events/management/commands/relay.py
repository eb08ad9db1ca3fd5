"""`manage.py relay`: the outbox relay."""

from typing import Any

from django.core.management.base import BaseCommand

from erp.kernel.events.relay import Relay
from erp.kernel.realtime.push import Pusher


class Command(BaseCommand):
    help = "Route published events to their listeners until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run a relay."""
        Relay(push=Pusher().push).run()
