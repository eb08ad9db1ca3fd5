"""What may be uploaded for what: types and limits. A module registers its own purposes in `apps.ready()`."""

from dataclasses import dataclass, field
from typing import Final

from erp.kernel.files.errors import UnknownPurpose
from erp.kernel.files.renditions import EXTENSIONS

MEGABYTE: Final = 1024 * 1024
PICTURES: Final = frozenset(EXTENSIONS)


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """A kind of upload, "clinic.photo"."""

    code: str
    content_types: frozenset[str] = field(default=PICTURES)
    max_bytes: int = 25 * MEGABYTE
    max_pixels: int = 64_000_000  # what decoding may cost: 64 MP is 192 MB of memory
    min_side: int = 16


_PURPOSES: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    """Admit uploads for `purpose`."""
    unknown = purpose.content_types - PICTURES
    if unknown:
        raise ValueError(f"{purpose.code}: nobody can verify {', '.join(sorted(unknown))}")
    _PURPOSES[purpose.code] = purpose
    return purpose


def purpose_of(code: str) -> Purpose:
    """The purpose called `code`. Raises UnknownPurpose."""
    try:
        return _PURPOSES[code]
    except KeyError:
        raise UnknownPurpose(field="purpose") from None


PICTURE: Final = register(Purpose(code="files.picture"))
