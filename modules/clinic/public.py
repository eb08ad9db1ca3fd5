"""The face of clinic: nothing clinical crosses it, only that a session was, and what it is charged."""

from __future__ import annotations

from modules.clinic.data import ChargeData as ChargeData
from modules.clinic.data import CoverData as CoverData
from modules.clinic.data import SessionCard as SessionCard
from modules.clinic.selectors.charges import charges_of as charges_of
from modules.clinic.selectors.charges import session_card as session_card
from modules.clinic.selectors.charges import session_of_appointment as session_of_appointment
from modules.clinic.services.add_charge import add_charge as add_charge
from modules.clinic.services.complete_session import complete_session as complete_session
from modules.clinic.services.create_session import create_session as create_session
from modules.clinic.services.plan_care import plan_care as plan_care
from modules.clinic.services.record_vial import record_draw as record_draw
from modules.clinic.services.record_vial import record_waste as record_waste
from modules.clinic.services.record_vitals import record_vitals as record_vitals
from modules.clinic.services.save_face_chart import save_face_chart as save_face_chart
from modules.clinic.services.settle_charges import bill_charges as bill_charges
from modules.clinic.services.settle_charges import cancel_charges as cancel_charges
from modules.clinic.services.settle_charges import unbill_charges as unbill_charges
from modules.clinic.services.sign_session import sign_session as sign_session
from modules.clinic.services.start_session import cancel_session as cancel_session
from modules.clinic.services.start_session import start_session as start_session
from modules.clinic.services.take_photo import confirm_upload as confirm_upload
from modules.clinic.services.take_photo import offer_upload as offer_upload
from modules.clinic.services.write_note import add_addendum as add_addendum
from modules.clinic.services.write_note import write_note as write_note
