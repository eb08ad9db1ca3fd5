"""Counters of gapless series."""

from typing import ClassVar

import pgtrigger
from django.db import models

_ONE_BY_ONE = """
    IF NEW.last <> (CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE OLD.last + 1 END)
       OR (TG_OP = 'UPDATE' AND NEW.key <> OLD.key) THEN
      RAISE EXCEPTION 'numbers of % are given one by one', NEW.key
        USING ERRCODE = '23514', CONSTRAINT = 'sequences_one_by_one', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
"""


class NumberSeries(models.Model):
    """The last number given in a series of a branch, register, kind and year. Locked last in a transaction."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE"})

    key = models.CharField(max_length=120, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="one_by_one",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ONE_BY_ONE,
            )
        ]
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=0), name="sequences_last_not_negative")]

    def __str__(self) -> str:
        return f"{self.key} {self.last}"
