"""A part of a course's price, due on a day, paid by an ordinary line of a bill."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from modules.courses.models.user_course_balance import UserCourseBalance

_AS_AGREED = """
    IF (OLD.balance_id, OLD.no, OLD.amount, OLD.due_on)
       IS DISTINCT FROM (NEW.balance_id, NEW.no, NEW.amount, NEW.due_on) THEN
      RAISE EXCEPTION 'instalment % was agreed at the sale', OLD.id
        USING ERRCODE = '23514', CONSTRAINT = 'courses_instalment_as_agreed', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
"""


class CourseInstalment(Record):
    """The first is paid with the sale. All of them together are the price, to the satang."""

    branch_path: ClassVar[str] = "balance__branch_id"

    balance = models.ForeignKey(
        UserCourseBalance, verbose_name=_("Course"), on_delete=models.PROTECT, related_name="instalments"
    )
    no = models.PositiveSmallIntegerField(_("No."))
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=2)
    due_on = models.DateField(_("Due on"))
    paid_by = models.CharField(_("Paid by"), max_length=60, blank=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering: ClassVar = ["balance", "no"]
        triggers: ClassVar = [
            pgtrigger.Trigger(name="as_agreed", when=pgtrigger.Before, operation=pgtrigger.Update, func=_AS_AGREED)
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(paid_by=""), name="courses_instalment_unpaid"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["balance", "no"], name="courses_instalment_no_once"),
            models.UniqueConstraint(fields=["paid_by"], condition=~Q(paid_by=""), name="courses_instalment_paid_once"),
            models.CheckConstraint(condition=Q(amount__gt=0, no__gte=1), name="courses_instalment_counts"),
            models.CheckConstraint(
                condition=Q(paid_by="", paid_on__isnull=True) | (~Q(paid_by="") & Q(paid_on__isnull=False)),
                name="courses_instalment_paid_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return _now("Instalment %(no)s") % {"no": self.no}
