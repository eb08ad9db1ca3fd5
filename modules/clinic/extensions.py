"""What this module contributes below: a kind of upload, and where a lot went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection

from erp.kernel.files.purposes import MEGABYTE, Purpose, register
from erp.kernel.hooks.hook import contributes
from modules.clinic.services.take_photo import PURPOSE
from modules.inventory.data import LotUseRow
from modules.inventory.hooks import LotUse

PHOTO: Final = register(Purpose(code=PURPOSE, max_bytes=25 * MEGABYTE))

_USES: Final = """
WITH last AS (
  SELECT DISTINCT ON (session_id, view) session_id, items, saved_at
    FROM clinic_facechart ORDER BY session_id, view, version_no DESC
), used AS (
  SELECT last.session_id, (item->>'units')::numeric AS units, last.saved_at AS at
    FROM last, jsonb_array_elements(last.items) AS item
   WHERE (item->>'lot_id')::bigint = %(lot)s AND item->>'units' IS NOT NULL
  UNION ALL
  SELECT session_id, units, recorded_at FROM clinic_vialwaste WHERE lot_id = %(lot)s
)
SELECT s.id, s.patient_id, sum(used.units), max(used.at)
  FROM used JOIN clinic_treatmentsession s ON s.id = used.session_id
 WHERE s.state NOT IN ('cancelled', 'entered_in_error')
 GROUP BY s.id ORDER BY s.id
"""


@contributes(LotUse)
class TreatedWith(LotUse):
    """Every session that charted or wasted units of a lot, in one query."""

    def uses(self, *, lot_id: int) -> Sequence[LotUseRow]:
        with connection.cursor() as cursor:
            cursor.execute(_USES, {"lot": lot_id})
            return [
                LotUseRow(
                    noun="clinic.treatment_session",
                    reference=f"clinic.treatment_session:{session}",
                    patient_id=patient,
                    quantity=units,
                    at=at,
                )
                for session, patient, units, at in cursor.fetchall()
            ]
