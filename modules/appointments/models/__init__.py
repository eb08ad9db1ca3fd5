"""The nouns of this module."""

from modules.appointments.models.appointment import Appointment as Appointment
from modules.appointments.models.booking import Booking as Booking
from modules.appointments.models.resource import Device as Device
from modules.appointments.models.resource import Room as Room
from modules.appointments.models.shift import Shift as Shift
