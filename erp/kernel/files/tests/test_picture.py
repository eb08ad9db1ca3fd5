"""What is kept is a picture, upright, and tells nothing but itself."""

import hashlib
import io
import struct
import zlib

import pytest
from PIL import Image

from erp.kernel.files.errors import Unusable
from erp.kernel.files.picture import clean_picture
from erp.kernel.files.purposes import PICTURE, Purpose
from erp.kernel.files.renditions import Rendition
from erp.kernel.files.tests.pictures import SECRET, is_red, opened, picture, telling_picture


def test_photo_lying_on_its_side_is_kept_upright_without_a_word_of_metadata() -> None:
    raw = telling_picture()
    assert SECRET.encode() in raw
    clean = clean_picture(raw, content_type="image/jpeg", purpose=PICTURE)
    assert (clean.facts.width, clean.facts.height) == (600, 900)
    assert clean.facts.sha256 == hashlib.sha256(raw).hexdigest()
    for rendition, kept in clean.renditions.items():
        image = opened(kept)
        assert not image.getexif()
        assert not {"exif", "comment", "xmp", "icc_profile"} & set(image.info)
        assert SECRET.encode() not in kept
        assert is_red(image.getpixel((image.width - 5, 5))), rendition  # upper left became upper right
    assert opened(clean.renditions[Rendition.THUMB]).size == (267, 400)


@pytest.mark.parametrize(
    ("kind", "content_type"), [("PNG", "image/png"), ("WEBP", "image/webp"), ("JPEG", "image/jpeg")]
)
def test_renditions_have_their_sizes_and_types(kind: str, content_type: str) -> None:
    clean = clean_picture(picture(kind, (3000, 1000)), content_type=content_type, purpose=PICTURE)
    original, large, thumb = (opened(clean.renditions[rendition]) for rendition in Rendition)
    assert (original.format, original.size) == (kind, (3000, 1000))
    assert (large.format, large.size) == ("JPEG", (2560, 853))
    assert (thumb.format, thumb.size) == ("JPEG", (400, 133))


def test_transparent_picture_keeps_it_and_its_derivatives_stand_on_white() -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    clean = clean_picture(out.getvalue(), content_type="image/png", purpose=PICTURE)
    assert opened(clean.renditions[Rendition.ORIGINAL]).mode == "RGBA"
    assert opened(clean.renditions[Rendition.THUMB]).getpixel((50, 50)) == (255, 255, 255)


def test_small_picture_is_not_blown_up() -> None:
    clean = clean_picture(picture(size=(120, 90)), content_type="image/jpeg", purpose=PICTURE)
    assert opened(clean.renditions[Rendition.LARGE]).size == (120, 90)


def test_text_in_a_png_and_cmyk_colours_do_not_survive() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", SECRET)
    clean = clean_picture(picture("PNG", pnginfo=words), content_type="image/png", purpose=PICTURE)
    assert SECRET.encode() not in clean.renditions[Rendition.ORIGINAL]
    printed = clean_picture(picture("JPEG", mode="CMYK"), content_type="image/jpeg", purpose=PICTURE)
    assert opened(printed.renditions[Rendition.ORIGINAL]).mode == "RGB"


def huge_png() -> bytes:
    """A few bytes that would decode to 40,000 x 40,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("raw", "content_type", "code"),
    [
        (b"<script>alert(1)</script>", "image/jpeg", "files.not_what_it_claims"),
        (picture("PNG"), "image/jpeg", "files.not_what_it_claims"),
        (picture("GIF"), "image/png", "files.not_what_it_claims"),
        (picture()[:3000], "image/jpeg", "files.damaged"),
        (huge_png(), "image/png", "files.too_many_pixels"),
        (picture(size=(8, 300)), "image/jpeg", "files.too_small"),
        (b"", "image/png", "files.not_what_it_claims"),
    ],
)
def test_what_is_no_picture_of_the_agreed_kind_is_refused(raw: bytes, content_type: str, code: str) -> None:
    with pytest.raises(Unusable, match=code):
        clean_picture(raw, content_type=content_type, purpose=PICTURE)


def test_picture_with_more_pixels_than_its_purpose_admits_is_refused() -> None:
    strict = Purpose(code="test.strict", max_pixels=1000)
    with pytest.raises(Unusable, match=r"files\.too_many_pixels"):
        clean_picture(picture(), content_type="image/jpeg", purpose=strict)


def test_moving_picture_is_refused() -> None:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    with pytest.raises(Unusable, match=r"files\.moving_picture"):
        clean_picture(out.getvalue(), content_type="image/webp", purpose=PICTURE)
