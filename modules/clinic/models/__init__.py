"""The nouns of this module."""

from modules.clinic.models.care_plan import CarePlan as CarePlan
from modules.clinic.models.care_plan import CarePlanStep as CarePlanStep
from modules.clinic.models.charge_item import ChargeItem as ChargeItem
from modules.clinic.models.face_chart import FaceChart as FaceChart
from modules.clinic.models.note import Note as Note
from modules.clinic.models.note import NoteAddendum as NoteAddendum
from modules.clinic.models.note import NoteTemplate as NoteTemplate
from modules.clinic.models.photo import Photo as Photo
from modules.clinic.models.practitioner import Practitioner as Practitioner
from modules.clinic.models.timeline_entry import TimelineEntry as TimelineEntry
from modules.clinic.models.treatment_session import TreatmentSession as TreatmentSession
from modules.clinic.models.vial import VialDraw as VialDraw
from modules.clinic.models.vial import VialWaste as VialWaste
from modules.clinic.models.vitals import Vitals as Vitals
