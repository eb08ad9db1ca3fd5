"""The nouns of this module."""

from modules.courses.models.course_hold import CourseHold as CourseHold
from modules.courses.models.course_template import CourseComponent as CourseComponent
from modules.courses.models.course_template import CourseTemplate as CourseTemplate
from modules.courses.models.redemption import Redemption as Redemption
from modules.courses.models.redemption import RedemptionReturn as RedemptionReturn
from modules.courses.models.user_course_balance import CourseAllowance as CourseAllowance
from modules.courses.models.user_course_balance import UserCourseBalance as UserCourseBalance
