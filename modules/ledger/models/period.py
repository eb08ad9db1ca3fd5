"""Fiscal years and their periods: the doors through which an entry is posted."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record
from erp.kernel.machines.fields import StateField


class DateSpan(models.Func):
    """daterange(starts_on, ends_on, '[]'): both days belong to the span."""

    function = "DATERANGE"
    output_field = DateRangeField()


def whole_days() -> DateSpan:
    return DateSpan("starts_on", "ends_on", models.Value("[]"))


class YearState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class FiscalYear(Record):
    """A year of the books. Years do not overlap. Closed, its profit stands in equity by `closing_entry`."""

    name = models.CharField(_("Name"), max_length=16, unique=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    state = StateField(_("State"), choices=YearState.choices, default=YearState.OPEN)
    closing_entry = models.OneToOneField(
        "ledger.JournalEntry",
        verbose_name=_("Closing entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("Fiscal year")
        verbose_name_plural = _("Fiscal years")
        ordering = ("-starts_on",)
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="ledger_year_has_days"),
            models.CheckConstraint(
                condition=models.Q(state=YearState.CLOSED) | models.Q(closing_entry__isnull=True),
                name="ledger_year_open_has_no_closing",
            ),
            ExclusionConstraint(name="ledger_years_apart", expressions=[(whole_days(), RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return self.name


class PeriodState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


class Period(Record):
    """A month of the books. What is posted is posted into an open one, which the database itself sees to."""

    year = models.ForeignKey(
        FiscalYear, verbose_name=_("Fiscal year"), on_delete=models.PROTECT, related_name="periods"
    )
    name = models.CharField(_("Name"), max_length=16, unique=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    state = StateField(_("State"), choices=PeriodState.choices, default=PeriodState.OPEN)

    class Meta:
        verbose_name = _("Period")
        verbose_name_plural = _("Periods")
        ordering = ("-starts_on",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="ledger_period_has_days"
            ),
            ExclusionConstraint(name="ledger_periods_apart", expressions=[(whole_days(), RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return self.name
