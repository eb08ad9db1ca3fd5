"""Decode a picture, prove that it is one, and write it anew without a word of metadata."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from erp.kernel.files.errors import Unusable
from erp.kernel.files.purposes import Purpose
from erp.kernel.files.renditions import Rendition

FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
SAVING: Final[dict[str, dict[str, Any]]] = {
    "image/jpeg": {"quality": 95, "subsampling": 0},
    "image/png": {"optimize": False, "compress_level": 6},
    "image/webp": {"quality": 95, "method": 4},
}
DERIVED: Final[dict[str, Any]] = {"quality": 85, "optimize": True}
UNREADABLE: Final = (
    OSError,
    SyntaxError,
    ValueError,
    IndexError,
    TypeError,
    EOFError,
)  # what Pillow raises for rubbish


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What verification found out."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class CleanPicture:
    """The renditions to be kept."""

    facts: Facts
    renditions: dict[Rendition, bytes]


def clean_picture(raw: bytes, *, content_type: str, purpose: Purpose) -> CleanPicture:
    """Verify the bytes and make the renditions. Raises Unusable with the code of what is wrong."""
    picture = _upright(_decode(raw, content_type=content_type, purpose=purpose))
    renditions: dict[Rendition, bytes] = {}
    smaller = picture
    for rendition in Rendition:  # each from the one before: the thumbnail need not look at 24 million pixels
        smaller = _within(smaller, rendition.longest_side)
        renditions[rendition] = _encode(smaller, rendition, content_type)
    facts = Facts(sha256=hashlib.sha256(raw).hexdigest(), width=picture.width, height=picture.height)
    return CleanPicture(facts=facts, renditions=renditions)


def _decode(raw: bytes, *, content_type: str, purpose: Purpose) -> Image.Image:
    """Only the format that was agreed is tried, and no pixel is decoded before their number is known."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(raw), formats=[FORMATS[content_type]])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Unusable("files.too_many_pixels") from None
        except (UnidentifiedImageError, *UNREADABLE):
            raise Unusable("files.not_what_it_claims") from None
    if picture.width * picture.height > purpose.max_pixels:
        raise Unusable("files.too_many_pixels")
    if min(picture.size) < purpose.min_side:
        raise Unusable("files.too_small")
    if getattr(picture, "n_frames", 1) > 1:
        raise Unusable("files.moving_picture")
    try:
        picture.load()
    except UNREADABLE:
        raise Unusable("files.damaged") from None
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held, in sRGB; on white where it was transparent and is now to be a JPEG."""
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
    elif upright.mode != "RGB" and not profile:
        upright = upright.convert("RGB")
    if profile:
        upright = _in_srgb(upright, profile)
    bare = Image.new(upright.mode, upright.size)  # a new picture has no EXIF, no text, no thumbnail, no GPS
    bare.paste(upright)
    return bare


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, *UNREADABLE):
        return picture.convert(mode)  # a broken profile: the numbers as they stand
    return converted or picture.convert(mode)


def _within(picture: Image.Image, side: int | None) -> Image.Image:
    """No side longer than `side`; never blown up."""
    if side is None or max(picture.size) <= side:
        return picture
    picture = picture.copy()
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return picture


def _encode(picture: Image.Image, rendition: Rendition, content_type: str) -> bytes:
    kind = rendition.content_type(content_type)
    if kind == "image/jpeg" and picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    out = io.BytesIO()
    options = SAVING[kind] if rendition is Rendition.ORIGINAL else DERIVED
    picture.save(out, FORMATS[kind], **options)
    return out.getvalue()
