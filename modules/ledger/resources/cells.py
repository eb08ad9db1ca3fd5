"""No cell of ours is ever a formula."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: object) -> str:
    """Text that a spreadsheet takes as text: what could open a formula gets a leading apostrophe."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
