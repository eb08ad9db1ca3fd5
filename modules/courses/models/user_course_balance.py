"""A patient's course: what they bought, on the terms of that day, and what is left of it."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least, Round
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Document, Record
from erp.kernel.machines.fields import StateField
from modules.courses.models.course_template import CourseTemplate, Measure


class BalanceState(models.TextChoices):
    ACTIVE = "active", _("Active")
    FROZEN = "frozen", _("Frozen")
    EXHAUSTED = "exhausted", _("Used up")
    EXPIRED = "expired", _("Expired")
    REFUNDED = "refunded", _("Refunded")
    TRANSFERRED = "transferred", _("Transferred")


_TERMS_AS_SOLD = """
    IF (OLD.number, OLD.branch_id, OLD.patient_id, OLD.template_id, OLD.product_id, OLD.title, OLD.title_th, OLD.price,
        OLD.sold_by, OLD.sold_at, OLD.transferred_from_id)
       IS DISTINCT FROM
       (NEW.number, NEW.branch_id, NEW.patient_id, NEW.template_id, NEW.product_id, NEW.title, NEW.title_th, NEW.price,
        NEW.sold_by, NEW.sold_at, NEW.transferred_from_id) OR NEW.valid_until < OLD.valid_until THEN
      RAISE EXCEPTION 'the terms of course % were frozen at the sale', OLD.id
        USING ERRCODE = '23514', CONSTRAINT = 'courses_balance_as_sold', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
"""

# One approval for each time: what was reinstated before used up its own.
_REINSTATED_BY_APPROVAL = """
    IF OLD.state = 'expired' AND NEW.state = 'active' AND (
         SELECT count(*) FROM courses_coursechange c
          WHERE c.balance_id = NEW.id AND c.kind = 'reinstating' AND c.state = 'approved'
            AND c.decided_by_id IS NOT NULL AND c.decided_by_id <> c.requested_by_id
       ) <= (
         SELECT count(*) FROM courses_coursemovement m WHERE m.balance_id = NEW.id AND m.kind = 'reinstated'
       ) THEN
      RAISE EXCEPTION 'nobody approved that course % is reinstated', OLD.id
        USING ERRCODE = '23514', CONSTRAINT = 'courses_balance_reinstated_by_approval', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
"""


class UserCourseBalance(Document):
    """The terms are frozen at the sale: title, price, end. A later version of the template changes nothing here."""

    patient = models.ForeignKey(
        "patients.Patient", on_delete=models.PROTECT, related_name="+", verbose_name=_("Patient")
    )
    template = models.ForeignKey(CourseTemplate, on_delete=models.PROTECT, related_name="+", verbose_name=_("Course"))
    product = models.ForeignKey("catalog.Product", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Course"), max_length=120)
    title_th = models.CharField(_("Course (Thai)"), max_length=120, blank=True)
    price = models.DecimalField(_("Price"), max_digits=12, decimal_places=2)
    sold_by = models.CharField(_("Sold by"), max_length=60)
    sold_at = models.DateTimeField(_("Sold at"))
    valid_until = models.DateField(_("Valid until"))
    frozen_on = models.DateField(_("Frozen since"), null=True, blank=True)
    transferred_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="transferred_to"
    )
    state = StateField(choices=BalanceState.choices, default=BalanceState.ACTIVE)

    class Meta:
        verbose_name = _("patient's course")
        verbose_name_plural = _("patients' courses")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["patient", "state"], name="courses_balance_of_patient")]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="terms_as_sold", when=pgtrigger.Before, operation=pgtrigger.Update, func=_TERMS_AS_SOLD
            ),
            pgtrigger.Trigger(
                name="reinstated_by_approval",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_REINSTATED_BY_APPROVAL,
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(price__gte=0), name="courses_balance_price_not_negative"),
            models.CheckConstraint(
                condition=Q(state=BalanceState.FROZEN, frozen_on__isnull=False)
                | (~Q(state=BalanceState.FROZEN) & Q(frozen_on__isnull=True)),
                name="courses_balance_frozen_since",
            ),
        ]

    def __str__(self) -> str:
        return self.title


_AS_SOLD = """
    IF (OLD.balance_id, OLD.product_id, OLD.sold, OLD.measure, OLD.tax_code, OLD.gross, OLD.net, OLD.vat)
       IS DISTINCT FROM
       (NEW.balance_id, NEW.product_id, NEW.sold, NEW.measure, NEW.tax_code, NEW.gross, NEW.net, NEW.vat) THEN
      RAISE EXCEPTION 'the terms of allowance % were frozen at the sale', OLD.id
        USING ERRCODE = '23514', CONSTRAINT = 'courses_allowance_as_sold', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
"""


class CourseAllowance(Record):
    """Sessions (or units) of one treatment, and the money they carry: by contract, and paid so far (instalments).

    `paid_net` less what the used sessions earned is owed in treatments.
    """

    branch_path: ClassVar[str] = "balance__branch_id"

    balance = models.ForeignKey(UserCourseBalance, on_delete=models.PROTECT, related_name="allowances")
    product = models.ForeignKey("catalog.Product", on_delete=models.PROTECT, related_name="+")
    sold = models.PositiveSmallIntegerField(_("Bought"))
    measure = models.CharField(_("Counted in"), max_length=8, choices=Measure.choices, default=Measure.SESSION)
    used = models.SmallIntegerField(_("Used"), default=0)
    held = models.SmallIntegerField(_("Held"), default=0)
    tax_code = models.CharField(max_length=12)
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    net = models.DecimalField(max_digits=12, decimal_places=2)
    vat = models.DecimalField(max_digits=12, decimal_places=2)
    paid_gross = models.DecimalField(_("Paid"), max_digits=12, decimal_places=2, default=Decimal("0.00"))
    paid_net = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal("0.00"))

    class Meta:
        verbose_name = _("sessions of a course")
        ordering: ClassVar = ["balance", "id"]
        triggers: ClassVar = [
            pgtrigger.Trigger(name="as_sold", when=pgtrigger.Before, operation=pgtrigger.Update, func=_AS_SOLD)
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["balance", "product"], name="courses_allowance_once"),
            models.CheckConstraint(condition=Q(used__gte=0) & Q(held__gte=0), name="courses_allowance_not_negative"),
            models.CheckConstraint(
                condition=Q(sold__gte=F("used") + F("held")), name="courses_allowance_used_and_held_within_sold"
            ),
            models.CheckConstraint(condition=Q(gross=F("net") + F("vat")), name="courses_allowance_money_adds_up"),
            models.CheckConstraint(
                condition=Q(paid_gross__gte=0, paid_gross__lte=F("gross"), paid_net__gte=0),
                name="courses_allowance_paid_within_price",
            ),
            models.CheckConstraint(
                condition=(Q(used__lt=F("sold")) | Q(paid_gross=F("gross")))
                & Q(paid_gross__gte=Least(F("gross"), Round(F("gross") / F("sold"), 2) * F("used"))),
                name="courses_allowance_used_within_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.used} + {self.held} / {self.sold}"

    @property
    def left(self) -> int:
        """Sessions that can still be held or used."""
        return self.sold - self.used - self.held
