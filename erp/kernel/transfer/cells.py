"""No cell of ours is ever a formula."""

import re

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def safe(value: object) -> str:
    """Text that a spreadsheet takes as text: what could open a formula gets a leading apostrophe."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def is_number(text: str) -> bool:
    """A plain number, such as a negative amount: it may begin with a minus."""
    return NUMBER.fullmatch(text) is not None
