"""The nouns of this module."""

from modules.courses.models.course_change import CourseChange as CourseChange
from modules.courses.models.course_hold import CourseHold as CourseHold
from modules.courses.models.course_instalment import CourseInstalment as CourseInstalment
from modules.courses.models.course_movement import CourseMovement as CourseMovement
from modules.courses.models.course_setting import CourseSetting as CourseSetting
from modules.courses.models.course_signature import CourseSignature as CourseSignature
from modules.courses.models.course_template import CourseComponent as CourseComponent
from modules.courses.models.course_template import CourseTemplate as CourseTemplate
from modules.courses.models.redemption import Redemption as Redemption
from modules.courses.models.redemption import RedemptionReturn as RedemptionReturn
from modules.courses.models.user_course_balance import CourseAllowance as CourseAllowance
from modules.courses.models.user_course_balance import UserCourseBalance as UserCourseBalance
