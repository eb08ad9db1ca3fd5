"""What belongs to a session: seen by whom the session is seen, and closed with it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from erp.kernel.access.models import User


def while_writable(name: str, *, states: str = "'planned', 'in_progress'", changes: bool = False) -> pgtrigger.Trigger:
    """A trigger that refuses the row unless its session is still open, also against a signature under way.

    The row lock makes a writer wait for a signature and then see it.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=(pgtrigger.Insert | pgtrigger.Update) if changes else pgtrigger.Insert,
        func=f"""
            PERFORM 1 FROM clinic_treatmentsession
              WHERE id = NEW.session_id AND state IN ({states}) FOR SHARE;
            IF NOT FOUND THEN
              RAISE EXCEPTION 'session % is closed', NEW.session_id
                USING ERRCODE = '23514', CONSTRAINT = 'clinic_{name}', TABLE = TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        """,
    )


class OfSession(models.Model):
    """Rights follow the session: its branch, its therapist."""

    branch_path: ClassVar[str] = "session__branch_id"

    session = models.ForeignKey("clinic.TreatmentSession", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def owned_by(cls, user: User) -> Q:
        return Q(session__therapist__user=user) | Q(session__practitioner__user=user)
