"""`manage.py events dead|retry|status`: what could not be delivered, and another try."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from erp.kernel.events.dead_letters import dead_letters, retry
from erp.kernel.events.drain import pending_count


class Command(BaseCommand):
    help = "List dead letters, give them another try, or count what waits."

    def add_arguments(self, parser: CommandParser) -> None:
        """`events dead`, `events retry --all`, `events retry 12 15`, `events status`."""
        parser.add_argument("action", choices=["dead", "retry", "status"])
        parser.add_argument("ids", nargs="*", type=int, help="deliveries to retry")
        parser.add_argument("--all", action="store_true", help="retry every dead letter")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        if options["action"] == "status":
            self.stdout.write(f"{pending_count()} waiting, {dead_letters().count()} dead")
        elif options["action"] == "dead":
            for letter in dead_letters():
                self.stdout.write(
                    f"{letter.pk}\t{letter.listener}\t{letter.event.type}\t{letter.key}\t{letter.last_error}"
                )
        elif options["ids"] or options["all"]:
            self.stdout.write(f"{retry(None if options['all'] else options['ids'])} to be tried again")
        else:
            raise CommandError("Name the deliveries to retry, or say --all.")
