"""The face of appointments."""

from __future__ import annotations

from modules.appointments.data import AppointmentCard as AppointmentCard
from modules.appointments.selectors.appointments import appointment_cards as appointment_cards
from modules.appointments.selectors.appointments import upcoming_of as upcoming_of
from modules.appointments.services.advance_appointment import confirm_appointment as confirm_appointment
from modules.appointments.services.advance_appointment import enter_room as enter_room
from modules.appointments.services.advance_appointment import finish_appointment as finish_appointment
from modules.appointments.services.advance_appointment import treatment_began as treatment_began
from modules.appointments.services.advance_appointment import treatment_ended as treatment_ended
from modules.appointments.services.arrive_appointment import arrive_appointment as arrive_appointment
from modules.appointments.services.book_appointment import book_appointment as book_appointment
from modules.appointments.services.cancel_appointment import cancel_appointment as cancel_appointment
from modules.appointments.services.cancel_appointment import miss_appointment as miss_appointment
from modules.appointments.services.move_appointment import move_appointment as move_appointment
from modules.appointments.services.plan_shift import plan_shift as plan_shift
from modules.appointments.services.walk_in import walk_in as walk_in
