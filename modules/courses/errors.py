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


class NotPaidYet(NotNow):
    """More would be used than is paid; `current` names the instalment that is due and what is missing."""

    code = "courses.user_course_balance.not_paid_yet"
    title = _("An instalment has to be paid before this session is used")


class PlanInvalid(Invalid):
    code = "courses.course_instalment.plan_invalid"
    title = _("Choose between 2 and 24 instalments, 1 to 92 days apart")


class InstalmentNotDue(NotNow):
    """It is paid, an earlier one is not, or the course is over."""

    code = "courses.course_instalment.not_due"
    title = _("This instalment is not to be paid now")


class TooLong(NotNow):
    """The extension is beyond what may be granted without approval; `limit_days` and `granted_days` tell both."""

    code = "courses.user_course_balance.extension_too_long"
    title = _("So long an extension has to be approved")


class AlreadyAsked(NotNow):
    code = "courses.course_change.already_asked"
    title = _("A change of this course waits for a decision")


class NotThisPatient(Invalid):
    code = "courses.course_change.same_patient"
    title = _("Choose another patient or another branch")


class NotThatState(NotNow):
    """What is asked for does not fit the course (`state`)."""

    code = "courses.course_change.not_that_state"
    title = _("The course is not in a state for this")


class SignatureMissing(NotNow):
    code = "courses.redemption.signature_missing"
    title = _("The patient has to sign for the sessions that are used")


class SignatureInvalid(Invalid):
    code = "courses.redemption.signature_invalid"
    title = _("The signature cannot be read; have it signed again")


class UsedMeanwhile(NotNow):
    """A refund was worked out on other sessions than are unused now."""

    code = "courses.user_course_balance.used_meanwhile"
    title = _("The course changed since the refund was asked for")
