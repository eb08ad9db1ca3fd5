"""A branch's places of stock."""

from modules.inventory.models import Location, LocationKind

STANDARD = (
    (LocationKind.STORE, "STORE", "Store", "คลัง"),
    (LocationKind.SUPPLIER, "SUPPLIER", "Suppliers", "ผู้จำหน่าย"),
    (LocationKind.PATIENT, "PATIENT", "Patients", "ผู้ป่วย"),
    (LocationKind.LOSS, "LOSS", "Loss and waste", "สูญเสีย"),
    (LocationKind.SHORTAGE, "SHORTAGE", "Shortage", "ขาด/เกิน"),
)


def open_locations(*, branch_id: int) -> dict[str, Location]:
    """The branch's store and its ends of moves, by kind; made where they are missing."""
    found = {location.kind: location for location in Location.objects.filter(branch_id=branch_id).exclude(kind="room")}
    for kind, code, name, name_th in STANDARD:
        if kind not in found:
            found[kind] = Location.objects.get_or_create(
                branch_id=branch_id, code=code, defaults={"kind": kind, "name": name, "name_th": name_th}
            )[0]
    return {str(kind): location for kind, location in found.items()}
