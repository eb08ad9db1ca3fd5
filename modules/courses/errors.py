"""Refusals of this module."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from erp.kernel.documents.refusals import Invalid, NotNow


class NoSessionLeft(NotNow):
    """Somebody was faster, or the course is used up, frozen or over."""

    code = "courses.user_course_balance.no_session_left"
    title = _("No session of this course is left")


class NotOffered(Invalid):
    code = "courses.course_template.not_offered"
    title = _("This course is not offered now")


class HoldGone(NotNow):
    code = "courses.course_hold.gone"
    title = _("The session is no longer held")


class AlreadyUsed(NotNow):
    code = "courses.user_course_balance.already_used"
    title = _("Sessions of this course are used or held")


class NothingToReturn(NotNow):
    """Fewer sessions were used for the line than are given back, or the course is over (`state`)."""

    code = "courses.redemption.nothing_to_return"
    title = _("These sessions cannot be given back")


class UsedMeanwhile(NotNow):
    """A refund was worked out on other sessions than are unused now."""

    code = "courses.user_course_balance.used_meanwhile"
    title = _("The course changed since the refund was asked for")
