"""The wish that is decided."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from erp.kernel.flows.models import Process
from modules.courses import public as courses


class CourseChangeProcess(Process):
    """One wish."""

    change_id = models.BigIntegerField()
    balance_id = models.BigIntegerField()
    requested_by_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = gettext_lazy("change of a course")
        verbose_name_plural = gettext_lazy("changes of courses")
        default_permissions = ("add", "change", "delete", "view", "manage")
        indexes = [models.Index(fields=["change_id"], name="course_change_wish")]

    def facts(self) -> list[tuple[str, str]]:
        """What has to be known to decide: which course, what it is worth, and the words of whoever asks."""
        wish = courses.change_card(self.change_id)
        said = [(_("Wish"), wish.title), (_("Course"), f"{wish.number}, {wish.course}")]
        if wish.to_patient:
            said.append((_("To the patient"), wish.to_patient))
        if wish.to_branch:
            said.append((_("To the branch"), wish.to_branch))
        if wish.days is not None:
            said.append((_("Longer by"), _("%(days)s days") % {"days": wish.days}))
        said += [
            (_("Valid until"), wish.valid_until.isoformat()),
            (_("Owed in treatments"), f"฿{wish.value:,.2f}"),
            (_("Requested by"), wish.requested_by),
            (_("Reason"), wish.reason),
        ]
        return said
