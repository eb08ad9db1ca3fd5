"""The face of courses."""

from __future__ import annotations

from modules.courses.data import AllowanceData as AllowanceData
from modules.courses.data import BalanceData as BalanceData
from modules.courses.data import ChangeCard as ChangeCard
from modules.courses.data import ComponentIn as ComponentIn
from modules.courses.data import Paid as Paid
from modules.courses.selectors.balances import balances_of as balances_of
from modules.courses.selectors.changes import change_card as change_card
from modules.courses.selectors.liability import liability as liability
from modules.courses.services.course_changes import approve_change as approve_change
from modules.courses.services.course_changes import refuse_change as refuse_change
from modules.courses.services.create_template import create_template as create_template
from modules.courses.services.create_template import offer_template as offer_template
from modules.courses.services.create_template import retire_template as retire_template
from modules.courses.services.expire_balances import expire_due as expire_due
from modules.courses.services.sell_course import sell_course as sell_course
