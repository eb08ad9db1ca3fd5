"""Migrations without drawing all models anew at every step.

Django keeps historical models while it migrates, and draws a changed model anew together with all that it is related
to. Here nearly every model names its author, so each of some hundred steps drew nearly all models: nine tenths of the
time of a first start, of an installation and of every test database. The steps below need the changed model alone.
"""

from typing import Any, cast

from django.db import migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# What touches one table only. Code (RunPython) asks Django for fresh models by itself, since ours count as delayed.
ALONE = (
    migrations.CreateModel,
    migrations.DeleteModel,
    migrations.AddField,
    migrations.RemoveField,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.RunSQL,
    migrations.RunPython,
)


def stands_alone(operation: Operation) -> bool:
    """Whether no table but its own can change by it. A key's type is passed on to those that point to it."""
    if isinstance(operation, migrations.AlterField):
        return not (operation.field.primary_key or operation.field.unique)
    return isinstance(operation, ALONE)


class QuickState(ProjectState):
    """The state of all models, of which only the changed one is drawn anew while `alone` is set."""

    alone = True

    def begin(self, migration: Migration) -> None:
        """Prepare for a migration: one with a step that touches others has all models drawn, in Django's way."""
        self.alone = all(map(stands_alone, migration.operations))
        if not self.alone:
            self.clear_delayed_apps_cache()
            self.is_delayed = False

    def clone(self) -> "QuickState":
        """As Django's, of this class."""
        new = cast(QuickState, super().clone())
        new.__class__ = QuickState
        new.alone = self.alone
        return new

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw one model; those related to it are drawn when somebody asks for all (`is_delayed`)."""
        if not self.alone:
            super().reload_model(app_label, model_name, delay=delay)
        elif "apps" in self.__dict__:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]

    def alter_field(self, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool) -> None:
        """Change a field; whoever points to a key learns of it."""
        if field.primary_key or field.unique:
            self._draw_all_later()
        super().alter_field(app_label, model_name, name, field, preserve_default)

    def rename_field(self, app_label: str, model_name: str, old_name: str, new_name: str) -> None:
        """Rename a field, perhaps a key."""
        self._draw_all_later()
        super().rename_field(app_label, model_name, old_name, new_name)

    def alter_model_options(self, app_label: str, model_name: str, options: Any, option_keys: Any = None) -> None:
        """Change options, perhaps the table's name."""
        self._draw_all_later()
        super().alter_model_options(app_label, model_name, options, option_keys)

    def reload_models(self, models: Any, delay: bool = True) -> None:
        """Draw several anew, as after a model was renamed."""
        self._draw_all_later()
        super().reload_models(models, delay=delay)

    def _draw_all_later(self) -> None:
        if self.alone:
            self.__dict__.pop("apps", None)


class QuickExecutor(MigrationExecutor):
    """Django's executor over `QuickState`."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state = QuickState(real_apps=self.loader.unmigrated_apps)
        if with_applied_migrations:
            state.models = super()._create_project_state(with_applied_migrations=True).models  # type: ignore[misc]
        return state

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Apply one migration."""
        cast(QuickState, state).begin(migration)
        return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)

    def unapply_migration(self, state: ProjectState, migration: Migration, fake: bool = False) -> ProjectState:
        """Take one migration back."""
        cast(QuickState, state).begin(migration)
        return super().unapply_migration(state, migration, fake=fake)
