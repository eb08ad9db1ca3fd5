"""The forms in which a verified picture is kept."""

from enum import StrEnum
from typing import Final

JPEG: Final = "image/jpeg"
EXTENSIONS: Final = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


class Rendition(StrEnum):
    """What a screen asks for."""

    ORIGINAL = "original"  # all pixels, upright, without metadata, in the type that was uploaded
    LARGE = "large"  # at most 2560 px on its longer side
    THUMB = "thumb"  # at most 400 px

    @property
    def longest_side(self) -> int | None:
        """Pixels of the longer side at most; None keeps them all."""
        return {Rendition.LARGE: 2560, Rendition.THUMB: 400}.get(self)

    def content_type(self, original: str) -> str:
        """Derivatives are JPEG whatever the original was."""
        return original if self is Rendition.ORIGINAL else JPEG

    def file_name(self, original: str) -> str:
        """The last part of its key."""
        return f"{self}.{EXTENSIONS[self.content_type(original)]}"
