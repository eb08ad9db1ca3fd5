"""Seed: the shelves of an aesthetic clinic."""

from modules.catalog.public import create_category

SHELVES = (
    ("INJECT", "Injectables", "หัตถการฉีด", "treatment"),
    ("LASER", "Laser and light", "เลเซอร์และแสง", "treatment"),
    ("FACIAL", "Facial treatments", "ทรีตเมนต์ใบหน้า", "treatment"),
    ("BODY", "Body treatments", "ทรีตเมนต์ร่างกาย", "treatment"),
    ("TOXIN", "Botulinum toxins", "โบทูลินัมท็อกซิน", "drug"),
    ("FILLER", "Fillers", "ฟิลเลอร์", "drug"),
    ("MEDS", "Medications", "ยา", "drug"),
    ("SUPPLY", "Treatment supplies", "เวชภัณฑ์", "drug"),
    ("SKIN", "Skin care", "ผลิตภัณฑ์ดูแลผิว", "retail"),
    ("SUN", "Sun care", "ผลิตภัณฑ์กันแดด", "retail"),
    ("COURSE", "Courses", "คอร์ส", "course"),
)


def load() -> None:
    """Bring the shelves in; run again, it changes nothing."""
    for code, name, name_th, kind in SHELVES:
        create_category(code=code, name=name, name_th=name_th, kind=kind)
