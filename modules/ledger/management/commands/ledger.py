"""`manage.py ledger seal|verify|export-chain|open-year`."""

import json
import signal
import threading
from argparse import ArgumentParser
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection

from modules.ledger.public import chain_lines, heads_fault, keep_head, open_year, seal_entries, verify_chain

IDLE_SECONDS = 0.5
LOOK_EVERYWHERE_EVERY = 600  # idle rounds


def heads_file() -> Path:
    """Where heads of the chain are kept, outside the database."""
    return Path(settings.DATA_DIR) / "ledger" / "heads"


class Command(BaseCommand):
    help = "Seal posted entries (the worker), verify the chain, open a fiscal year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        seal = verbs.add_parser("seal", help="seal entries as they are posted, until told to stop")
        seal.add_argument("--once", action="store_true", help="seal what is there and end")
        verify = verbs.add_parser("verify", help="prove the chain; exit 1 naming the first bad row")
        verify.add_argument("--format", choices=("text", "json"), default="text")
        verbs.add_parser("export-chain", help="write the chain as JSON lines, for verify_export.py")
        year = verbs.add_parser("open-year", help="open a fiscal year with its twelve periods")
        year.add_argument("year", type=int)

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "seal":
            self._seal(once=options["once"])
        elif verb == "verify":
            self._verify(options["format"])
        elif verb == "export-chain":
            for line in chain_lines():
                self.stdout.write(line, ending="")
        else:
            self.stdout.write(f"Fiscal year {open_year(year=options['year'])} is open.")

    def _seal(self, *, once: bool) -> None:
        if once:
            while seal_entries(at=datetime.now(UTC)):
                pass
            keep_head(path=heads_file(), at=datetime.now(UTC))
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        rounds = 0
        while not stop.is_set():
            try:
                sealed = seal_entries(everywhere=rounds % LOOK_EVERYWHERE_EVERY == 0, at=datetime.now(UTC))
                if sealed:
                    keep_head(path=heads_file(), at=datetime.now(UTC))
            except (InterfaceError, OperationalError) as error:  # the database restarts: come back when it is up
                self.stderr.write(f"sealer: {error}")
                connection.close()
                sealed = 0
            rounds += 1
            if not sealed:
                stop.wait(IDLE_SECONDS)

    def _verify(self, layout: str) -> None:
        verdict = verify_chain(at=datetime.now(UTC))
        verdict = replace(verdict, fault=verdict.fault or heads_fault(heads_file()))
        if layout == "json":
            self.stdout.write(json.dumps(asdict(verdict)))
        if verdict.fault:
            raise CommandError(f"The chain is broken: {verdict.fault}")
        if layout == "text":
            self.stdout.write(f"{verdict.sealed} entries sealed, chain whole, head {verdict.head or 'none'}")
