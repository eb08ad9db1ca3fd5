"""A system check for what import-linter cannot see: foreign keys point by label, so borders are crossed unseen.

A key into another module must be declared in the manifest (``depends``, never only ``optional``), be PROTECT, and leave
no reverse accessor behind, so that the lower module never learns who stands on it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.db import models

from erp.kernel.lint.borders import declared


def is_module(config: AppConfig) -> bool:
    """A module or a workflow is recognised by its manifest."""
    return (Path(config.path) / "manifest.toml").exists()


def offences_of(
    field: models.ForeignKey, *, home: AppConfig, target: AppConfig, depends: set[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with one key from ``home`` into the module ``target``: pairs of (id, sentence)."""
    if target.label not in depends:
        yield "erp.E001", f"{home.label} does not declare {target.label} in the depends of its manifest."
    if field.remote_field.on_delete is not models.PROTECT:
        yield "erp.E002", "a foreign key across modules must be PROTECT."
    if not field.remote_field.hidden:
        yield "erp.E003", 'a foreign key across modules must have related_name="+".'


def foreign_keys_stay_within_borders(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = []
    for home in app_configs or apps.get_app_configs():
        home_is_module = is_module(home)
        depends = declared(home.name)[0] if home_is_module else set()
        for model in home.get_models(include_auto_created=True):
            for field in model._meta.local_fields:
                related = field.related_model
                if not isinstance(field, models.ForeignKey) or not isinstance(related, type):
                    continue
                target = apps.get_app_config(related._meta.app_label)
                if target is home or not is_module(target):
                    continue
                found += [
                    checks.Error(sentence, obj=field, id=code)
                    for code, sentence in offences_of(field, home=home, target=target, depends=depends)
                ]
    return found


checks.register(foreign_keys_stay_within_borders, checks.Tags.models)
