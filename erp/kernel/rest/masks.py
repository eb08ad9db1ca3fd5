"""How personal data look to those who may not read them in full."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured

HIDDEN = "X"
LEAST_HIDDEN = 3


def mask_phone(value: str) -> str:
    """`081-555-0101` → `081-XXX-0101`: the head and the last four stay, at least three digits go."""
    places = [place for place, sign in enumerate(value) if sign.isalnum()]
    tail = min(4, max(0, len(places) - LEAST_HIDDEN))
    head = min(3, max(0, len(places) - tail - LEAST_HIDDEN))
    hidden = set(places[head : len(places) - tail])
    return "".join(HIDDEN if place in hidden else sign for place, sign in enumerate(value))


def mask_tail(value: str) -> str:
    """`1-1001-55501-01-8` → `X-XXXX-XXXX1-01-8`: the last four stay (identity numbers)."""
    places = [place for place, sign in enumerate(value) if sign.isalnum()]
    hidden = set(places[: max(LEAST_HIDDEN, len(places) - 4)])
    return "".join(HIDDEN if place in hidden else sign for place, sign in enumerate(value))


def mask_email(value: str) -> str:
    """`malee@example.com` → `mXXX@example.com`, whatever the length."""
    name, at, domain = value.partition("@")
    return f"{name[:1]}{HIDDEN * 3}{at}{domain}" if at else mask_all(value)


def mask_all(value: str) -> str:
    """Nothing of it, not even its length."""
    return HIDDEN * 5 if value else value


MASKS: dict[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "tail": mask_tail,
    "email": mask_email,
    "all": mask_all,
}


def masked(value: object, kind: str) -> str | None:
    """A value as others see it; what is empty stays empty."""
    if value is None or value == "":
        return None if value is None else ""
    return MASKS[kind](str(value))


def check_mask(kind: str) -> str:
    """The name of a mask, or ImproperlyConfigured."""
    if kind not in MASKS:
        raise ImproperlyConfigured(f"“{kind}” is not a mask ({', '.join(MASKS)})")
    return kind
