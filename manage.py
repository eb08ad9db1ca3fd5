#!/usr/bin/env python
"""Command line door of the product."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command with the product's settings; `run` comes first, since it makes the database."""
    if sys.argv[1:2] == ["run"]:
        from erp.kernel.runtime.command import main as run_everything

        sys.exit(run_everything(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "erp.project.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
