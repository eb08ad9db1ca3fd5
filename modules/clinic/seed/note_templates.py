"""Seed: the note templates a clinic starts with. Run again, it changes nothing."""

import tomllib
from pathlib import Path

from modules.clinic.models import NoteTemplate


def load() -> None:
    """Bring in the templates that are not there."""
    templates = tomllib.loads(Path(__file__).with_name("note_templates.toml").read_text("utf-8"))
    for code, words in templates.items():
        NoteTemplate.objects.get_or_create(code=code, defaults=words)
