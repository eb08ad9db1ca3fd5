"""The installed set, as every process reads it at start, and the operations that change it."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

READ_ONLY = frozenset({"SELECT"})


class InstalledModule(models.Model):
    """One row a module that is, or once was, installed. Written by the owner's role alone."""

    application_may: ClassVar[frozenset[str]] = READ_ONLY

    class State(models.TextChoices):
        INSTALLED = "installed", _("Installed")
        LEAVING = "leaving", _("Being uninstalled")  # no process runs it any more; its tables are still there
        ARCHIVED = "archived", _("Archived")

    name = models.CharField(max_length=64, primary_key=True)
    version = models.CharField(max_length=32)
    state = models.CharField(max_length=16, choices=State.choices)
    changed_at = models.DateTimeField()
    unwanted = models.BooleanField(default=False, db_default=False)  # uninstalled by name: no bridge brings it back
    last_event_id = models.BigIntegerField(null=True)  # up to here it has heard every event; null: it hears them live

    class Meta:
        db_table = "erp_module"

    def __str__(self) -> str:
        return self.name


class RegistryVersion(models.Model):
    """A single counter; every change of the installed set raises it."""

    application_may: ClassVar[frozenset[str]] = READ_ONLY

    number = models.BigIntegerField(default=0)

    class Meta:
        db_table = "erp_registry_version"

    def __str__(self) -> str:
        return str(self.number)


class ModuleOperation(models.Model):
    """One install or uninstall: asked for here, carried out by a child of the supervisor or by manage.py."""

    class Action(models.TextChoices):
        INSTALL = "install", _("Install")
        UNINSTALL = "uninstall", _("Uninstall")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    module = models.CharField(max_length=64)
    action = models.CharField(max_length=16, choices=Action.choices)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    requested_by = models.CharField(max_length=150)
    requested_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    progress = models.PositiveSmallIntegerField(default=0)
    log = models.JSONField(default=list)
    error = models.TextField(blank=True)

    class Meta:
        db_table = "erp_module_operation"
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="erp_module_operation_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.module}"


class Follower(models.Model):
    """A supervisor that reloads its processes when the set changes, and the set that they run now."""

    name = models.CharField(max_length=200, primary_key=True)
    number = models.BigIntegerField()
    heard_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "erp_module_follower"

    def __str__(self) -> str:
        return f"{self.name} runs {self.number}"
