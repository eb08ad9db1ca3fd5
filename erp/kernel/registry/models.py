"""The installed set, as every process reads it at start."""

from django.db import models


class InstalledModule(models.Model):
    """One row a module that is, or once was, installed."""

    class State(models.TextChoices):
        INSTALLED = "installed"
        ARCHIVED = "archived"

    name = models.CharField(max_length=64, primary_key=True)
    version = models.CharField(max_length=32)
    state = models.CharField(max_length=16, choices=State.choices)
    changed_at = models.DateTimeField()
    last_event_id = models.BigIntegerField(null=True)  # where it stopped hearing, when archived

    class Meta:
        db_table = "erp_module"

    def __str__(self) -> str:
        return self.name


class RegistryVersion(models.Model):
    """A single counter; every change of the installed set raises it."""

    number = models.BigIntegerField(default=0)

    class Meta:
        db_table = "erp_registry_version"

    def __str__(self) -> str:
        return str(self.number)
