"""Whatever happens to courses, in whatever order: all laws hold after every step."""

from tests.evidence.machines.clinic import found_clinic, onlooker
from tests.evidence.machines.courses import CoursesWorld, courses_books
from tests.evidence.machines.story import live_through


def test_courses_hold_whatever_happens_to_them(committed_db: str) -> None:
    with onlooker(committed_db) as link:
        clinic, books = found_clinic(laser="unit"), courses_books(link)
        live_through("courses", CoursesWorld, lambda: CoursesWorld(clinic, books))
