"""The recipe of a new module: the smallest whole one, with a noun that can be found, read and edited at once."""

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

NAME = re.compile(r"^[a-z][a-z0-9_]{1,39}$")


class RecipeError(ValueError):
    """The module cannot be made as named."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What to make: module `loyalty` with the noun `card`, in the package `modules`."""

    module: str
    noun: str
    title: str
    package: str

    def __post_init__(self) -> None:
        for word in (self.module, self.noun):
            if not NAME.match(word):
                raise RecipeError(f"“{word}” must be lower case letters, digits and underscores")

    @property
    def words(self) -> dict[str, str]:
        """What stands in for the placeholders."""
        camel = "".join(part.capitalize() for part in self.noun.split("_"))
        spaced = self.noun.replace("_", " ")
        return {
            "module": self.module,
            "package": f"{self.package}.{self.module}",
            "title": self.title,
            "config": "".join(part.capitalize() for part in self.module.split("_")),
            "noun": self.noun,
            "model": camel,
            "spaced": spaced,
            "label": spaced.capitalize(),
            "plural": f"{spaced.capitalize()}s",
            "nouns": f"{self.noun}s",
        }


def make_module(recipe: Recipe, *, folder: Path) -> list[Path]:
    """Write the module's files into `folder / module`; refuses to touch one that is there."""
    target = folder / recipe.module
    if target.exists():
        raise RecipeError(f"{target} is there already")
    written = []
    for name, content in FILES.items():
        path = target / Template(name).substitute(recipe.words)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(content.lstrip("\n")).substitute(recipe.words), encoding="utf-8")
        written.append(path)
    return written


FILES = {
    "__init__.py": "",
    "manifest.toml": """
name = "$module"
title = "$title"
version = "1.0.0"
summary = "$title: what it is for, in one sentence."
category = "Other"
icon = "box"
depends = []
""",
    "README.md": """
# $title

Purpose: what it is for. Nouns: $noun. States: none yet. Events in: none. Events out: none.
""",
    "apps.py": '''
"""$title, as Django knows it."""

from django.apps import AppConfig


class ${config}Config(AppConfig):
    name = "$package"
    label = "$module"
''',
    "public.py": '''
"""The face of the module: what others may use, listed."""

__all__: list[str] = []
''',
    "rights.toml": """
[nouns.$noun]
read = { "*" = "all" }
create = { manager = "all", administrator = "all" }
update = { manager = "all", administrator = "all" }
""",
    "models/__init__.py": """
from $package.models.$noun import $model

__all__ = ["$model"]
""",
    "models/$noun.py": '''
"""A $spaced."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class $model(Record):
    """One $spaced."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta:
        verbose_name = _("$label")
        verbose_name_plural = _("$plural")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
''',
    "rest/__init__.py": "",
    "rest/views.py": '''
"""Doors of the module: parse, ONE call, answer."""

from erp.kernel.rest.views import RecordView
from $package.models import $model


class ${model}View(RecordView):
    """${plural}."""

    model = $model
    search_fields = ("name",)
''',
    "rest/urls.py": '''
"""Addresses of the module."""

from erp.kernel.rest.routes import route
from $package.rest.views import ${model}View

urlpatterns = [route("$nouns", ${model}View)]
''',
    "screens.py": '''
"""Menu and screens."""

from django.utils.translation import gettext_lazy as _

from erp.kernel.screens.screen import MenuItem, Screen, Section
from $package.models import $model

MENU = [
    MenuItem(
        code="$module.$noun",
        label=_("$plural"),
        group="back_office",
        to="/list/$module.$noun",
        icon="box",
        right="$module.read_$noun",
    ),
]
SCREENS = [
    Screen(
        model=$model,
        endpoint="/api/v1/$module/$nouns/",
        title=_("$label"),
        title_plural=_("$plural"),
        columns=("name", "note"),
        form=(Section(title=_("$label"), fields=("name", "note")),),
        search=("name",),
        order="name",
    ),
]
''',
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
    "tests/test_$noun.py": '''
"""A $spaced is made and found again."""

from $package.models import $model


def test_create_${noun}_is_found_by_name(db):
    $model.objects.create(name="First")
    assert $model.objects.get(name="First").version == 1
''',
}
