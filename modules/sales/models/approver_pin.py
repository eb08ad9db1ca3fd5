"""The number by which somebody who may decide says so at another person's till."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.records import Record


class ApproverPin(Record):
    """One person's PIN, hashed. After some wrong ones in a row it is locked for a while."""

    history_without: ClassVar[frozenset[str]] = frozenset({"digest"})

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("User"), on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(_("PIN"), max_length=128, editable=False)
    set_at = models.DateTimeField(_("Set at"))
    failures = models.PositiveSmallIntegerField(_("Wrong in a row"), default=0)
    locked_until = models.DateTimeField(_("Locked until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Approver's PIN")
        verbose_name_plural = _("Approvers' PINs")
        constraints = [models.CheckConstraint(condition=Q(digest__contains="$"), name="sales_pin_is_hashed")]

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def owned_by(cls, user: Any) -> Q:
        """One's own."""
        return Q(user=user)
