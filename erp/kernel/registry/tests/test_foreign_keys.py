"""Foreign keys across modules: declared, PROTECT, without a way back. The check runs before every install."""

import os
import subprocess
import sys

from erp.kernel.registry.discovery import ROOT

SPY = """
from django.db import models

from erp.kernel.documents.records import Record


class Secret(Record):
    name = models.CharField(max_length=80, unique=True)
    note = models.TextField(blank=True)
    card = models.ForeignKey("loyalty.Card", on_delete=models.CASCADE)
"""


def check(modules):
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**os.environ, "ERP_MODULES": modules, "DJANGO_SETTINGS_MODULE": "erp.project.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_undeclared_cascading_key_across_modules_fails_the_check(planted):
    home = planted.module("spy", "secret", depends=[])
    (home / "models" / "secret.py").write_text(SPY)
    run = check("loyalty,spy")
    assert run.returncode == 1
    assert "spy.Secret.card: (erp.E001) spy does not declare loyalty" in run.stderr
    assert "spy.Secret.card: (erp.E002)" in run.stderr
    assert "spy.Secret.card: (erp.E003)" in run.stderr


def test_declared_protected_key_passes_the_check(planted):
    home = planted.module("spy", "secret", depends=["loyalty"])
    lawful = SPY.replace("on_delete=models.CASCADE", 'on_delete=models.PROTECT, related_name="+"')
    (home / "models" / "secret.py").write_text(lawful)
    run = check("loyalty,spy")
    assert run.returncode == 0, run.stderr
