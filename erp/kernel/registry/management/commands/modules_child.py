"""The part of an operation that needs another set of modules than the parent has loaded. Started by the registry."""

import json
from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from erp.kernel.events.replay import replay_missed
from erp.kernel.registry import archive
from erp.kernel.registry.changing import hears_live
from erp.kernel.registry.child import PROGRESS
from erp.kernel.registry.describing import config_of, describe
from erp.kernel.registry.giving_way import migrate
from erp.kernel.registry.live_work import live_work
from erp.kernel.registry.models import InstalledModule
from erp.kernel.registry.seeding import load_seeds


class Command(BaseCommand):
    help = "Internal: one step of a module operation, in a process with the candidate set of modules."
    requires_system_checks: list[str] = []  # `make` runs them itself, and says what they found

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=("describe", "make", "unmake", "replay"))
        parser.add_argument("--keep", action="store_true")
        parser.add_argument("names", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['step']}")(options["names"], options)

    def _describe(self, names: list[str], options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps({**describe(names), "live_work": live_work(names)}))

    def _make(self, names: list[str], options: dict[str, Any]) -> None:
        self._tell("Checking")
        call_command("check")
        self._tell("Making the tables")
        migrate()  # the whole set, never a part of it
        for name in names:
            if archive.contents(name):
                back = archive.bring_back(name)
                self._tell(f"{name}: {sum(back.values())} rows in {len(back)} tables are back from the archive")
        self._tell("Seeding")
        load_seeds(names)

    def _unmake(self, names: list[str], options: dict[str, Any]) -> None:
        for name in names if options["keep"] else ():
            kept = archive.keep(name)
            self._tell(f"{name}: {sum(kept.values())} rows of {len(kept)} tables are in the archive")
        labels, migrated = [config_of(name).label for name in names], connection_migrations()
        if there := [label for label in labels if label in migrated]:
            migrate(away=there)
        for label in labels:
            forget_rights_and_types(label)

    def _replay(self, names: list[str], options: dict[str, Any]) -> None:
        for name in names:
            position = InstalledModule.objects.filter(name=name).values_list("last_event_id", flat=True).first()
            if position is not None:
                owed = replay_missed(name, position)
                hears_live(name)
                if owed:
                    self._tell(f"{name}: {owed} missed events will be delivered")

    def _tell(self, line: str) -> None:
        self.stdout.write(f"{PROGRESS} {line}")
        self.stdout.flush()


def connection_migrations() -> set[str]:
    """Labels with at least one migration applied or known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT app FROM django_migrations")
        return {app for (app,) in cursor.fetchall()}


def forget_rights_and_types(label: str) -> None:
    """Remove Django's permissions and content types of an app; a type that history still names stays.

    By SQL: the ORM would follow cascades into the histories of others.
    """
    types = "SELECT id FROM django_content_type WHERE app_label = %s"
    with transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.local_fields:
                remote = field.related_model
                if isinstance(remote, type) and remote._meta.db_table == "auth_permission" and model._meta.auto_created:
                    table, column = model._meta.db_table, field.column
                    cursor.execute(
                        f'DELETE FROM "{table}" WHERE "{column}" IN'
                        f" (SELECT id FROM auth_permission WHERE content_type_id IN ({types}))",
                        [label],
                    )
        cursor.execute(f"DELETE FROM auth_permission WHERE content_type_id IN ({types})", [label])
        users = " OR ".join(
            f'EXISTS (SELECT FROM "{model._meta.db_table}" r WHERE r."{field.column}" = t.id)'
            for model in apps.get_models()
            for field in model._meta.local_fields
            if isinstance(field.related_model, type)
            and field.related_model._meta.db_table == "django_content_type"
            and model._meta.db_table != "auth_permission"
        )
        cursor.execute(f"DELETE FROM django_content_type t WHERE app_label = %s AND NOT ({users or 'false'})", [label])
