"""The one receiver of the one signal: a deduction becomes an event, in its own transaction."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from erp.kernel.events.publish import publish
from modules.courses.events import SessionRedeemed, course_balance_deducted
from modules.courses.models import Redemption, UserCourseBalance


@receiver(course_balance_deducted, sender=UserCourseBalance, dispatch_uid="courses.session_redeemed")
def publish_session_redeemed(
    sender: type[UserCourseBalance], *, redemption: Redemption, balance: UserCourseBalance, **_signal: Any
) -> None:
    """Whoever wants to hear of it, hears `SessionRedeemed`."""
    publish(
        SessionRedeemed(
            redemption_id=redemption.pk,
            balance_id=balance.pk,
            patient_id=balance.patient_id,
            branch_id=redemption.branch_id,
            product_id=redemption.allowance.product_id,
            session_no=redemption.session_no,
            value=redemption.value,
            performed_by_staff_id=redemption.performed_by_id,
            source=redemption.source,
            business_on=redemption.business_on,
            redeemed_at=redemption.redeemed_at,
        )
    )
