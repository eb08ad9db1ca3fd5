"""Plans: who earns how much. A plan that has been used is never changed; a new edition takes its place."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class CommissionPlan(Record):
    """One edition of a plan, valid from a day until the next edition's."""

    class Mode(models.TextChoices):
        WHOLE = "whole", _("The tier's rate on the whole month")
        MARGINAL = "marginal", _("Each tier's rate on its own part")

    code = models.CharField(_("code"), max_length=40)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    title = models.CharField(_("title"), max_length=120)
    title_th = models.CharField(_("title in Thai"), max_length=120, blank=True)
    mode = models.CharField(_("tiers"), max_length=16, choices=Mode.choices, default=Mode.WHOLE)
    valid_on = models.DateField(_("valid from"))

    class Meta:
        verbose_name = _("commission plan")
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="commissions_plan_edition_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"


class CommissionTier(Record):
    """From a month's base above `above`, `percent` is paid."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    plan = models.ForeignKey(CommissionPlan, on_delete=models.PROTECT, related_name="tiers")
    above = models.DecimalField(_("base above"), max_digits=14, decimal_places=2)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("commission tier")
        ordering = ("above",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "above"], name="commissions_tier_once"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100, above__gte=0), name="commissions_tier_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"> {self.above}: {self.percent} %"


class CommissionRule(Record):
    """An exception to the tiers, for a product, a class, a role or a person; the first level that matches counts."""

    application_may: ClassVar[frozenset[str]] = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

    class Level(models.TextChoices):
        PRODUCT = "product", _("Product")
        CLASS = "class", _("Commission class")
        ROLE = "role", _("Role")
        PERSON = "person", _("Person")

    class Pays(models.TextChoices):
        TIERS = "tiers", _("By the tiers")
        PERCENT = "percent", _("A percentage")
        AMOUNT = "amount", _("An amount per unit")
        NOTHING = "nothing", _("Nothing")

    plan = models.ForeignKey(CommissionPlan, on_delete=models.PROTECT, related_name="rules")
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    matches = models.CharField(_("matches"), max_length=64)  # product code, class, role, or staff id
    pays = models.CharField(_("pays"), max_length=16, choices=Pays.choices)
    rate = models.DecimalField(_("rate"), max_digits=12, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("commission rule")
        constraints = [
            models.UniqueConstraint(fields=["plan", "level", "matches"], name="commissions_rule_once"),
            models.CheckConstraint(condition=models.Q(rate__gte=0), name="commissions_rule_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.matches}: {self.pays} {self.rate}"
