"""`manage.py modules`: what is installed, what could be, and changing it."""

import getpass
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from erp.kernel.documents.refusals import Refusal
from erp.kernel.registry.listing import module_list
from erp.kernel.registry.migrating import migrate
from erp.kernel.registry.operating import install_all, install_bridges, run_now, work_off
from erp.kernel.registry.planning import Plan, plan
from erp.kernel.registry.seeding import load_seeds


class Command(BaseCommand):
    help = "List, plan, install and uninstall modules."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="all modules and their state")
        planning = verbs.add_parser("plan", help="what an operation would touch")
        planning.add_argument("action", choices=("install", "uninstall"))
        planning.add_argument("name")
        installing = verbs.add_parser("install", help="install a module with all it needs")
        installing.add_argument("name", nargs="?")
        installing.add_argument("--all", action="store_true", help="every module that is available")
        uninstalling = verbs.add_parser("uninstall", help="uninstall a module; its tables go to the archive")
        uninstalling.add_argument("name")
        verbs.add_parser("work", help="carry out what the Apps screen has asked for (the supervisor does this)")
        verbs.add_parser("prepare", help="bring tables, grants, seeds and bridges of the installed modules up to date")
        for verb in (verbs.choices or {}).values():
            verb.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(options)
        except Refusal as refusal:
            if options["format"] == "json":
                self._json({"code": refusal.refusal_code, "detail": str(refusal.detail), **refusal.extra})
            remedy = f"\n{refusal.remedy}" if refusal.remedy else ""
            raise CommandError(f"{refusal.detail}{remedy}") from refusal

    def _list(self, options: dict[str, Any]) -> None:
        rows = module_list()
        if options["format"] == "json":
            self._json({"modules": rows})
            return
        for row in rows:
            needs = f" (needs {', '.join(row['depends'])})" if row["depends"] else ""
            self.stdout.write(f"{row['state']:10} {row['name']:24} {row['version']:8} {row['title']}{needs}")

    def _plan(self, options: dict[str, Any]) -> None:
        self._show(plan(options["name"], options["action"]), options)

    def _install(self, options: dict[str, Any]) -> None:
        if options["all"]:
            names = install_all(by=getpass.getuser(), say=self._say(options))
            self._finished(options, {"installed": names}, f"installed: {', '.join(names) or 'nothing new'}")
            return
        if not options["name"]:
            raise CommandError("name a module, or use --all")
        self._operate("install", options)

    def _uninstall(self, options: dict[str, Any]) -> None:
        self._operate("uninstall", options)

    def _operate(self, action: str, options: dict[str, Any]) -> None:
        found = plan(options["name"], action)
        if options["format"] == "text":
            self._show(found, options)
        operation = run_now(options["name"], action, by=getpass.getuser(), say=self._say(options))
        self._finished(options, {"operation": operation.pk, "plan": found.as_json()}, f"{action}ed {options['name']}")

    def _work(self, options: dict[str, Any]) -> None:
        count = work_off()
        self._finished(options, {"operations": count}, f"operations carried out: {count}")

    def _prepare(self, options: dict[str, Any]) -> None:
        migrate()
        seeds = load_seeds(self._installed())
        bridges = install_bridges(by="update", say=self._say(options))
        self._finished(options, {"seeds": seeds, "bridges": bridges}, "up to date")

    def _installed(self) -> list[str]:
        return [row["name"] for row in module_list() if row["state"] == "installed"]

    def _show(self, found: Plan, options: dict[str, Any]) -> None:
        if options["format"] == "json":
            self._json(found.as_json())
            return
        steps = ", ".join(f"{step.name} {step.version} ({step.reason})" for step in found.modules)
        self.stdout.write(f"{found.action}: {steps}")
        for title, values in (
            ("tables", [f"{table['name']} ({table['rows']} rows)" for table in found.tables]),
            ("from the archive", [f"{table['name']} ({table['rows']} rows)" for table in found.restores]),
            ("rights", found.rights),
            ("screens", found.screens),
            ("flows", found.flows),
            ("obstacles", found.obstacles),
        ):
            if values:
                self.stdout.write(f"  {title}: {', '.join(values)}")

    def _say(self, options: dict[str, Any]) -> Any:
        return self.stdout.write if options["format"] == "text" else (lambda line: None)

    def _finished(self, options: dict[str, Any], result: dict[str, Any], sentence: str) -> None:
        if options["format"] == "json":
            self._json(result)
        else:
            self.stdout.write(sentence)

    def _json(self, value: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False))
