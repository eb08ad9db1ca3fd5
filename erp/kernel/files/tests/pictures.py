"""Pictures to upload."""

import io
from typing import Any

from PIL import Image, ImageDraw

GPS_IFD = 0x8825
ORIENTATION = 0x0112
ARTIST = 0x013B
SECRET = "Somchai Jaidee"


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **options: Any) -> bytes:
    """A picture with a red mark in its upper left corner."""
    image = Image.new(mode, size, "navy")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def telling_picture(orientation: int = 6) -> bytes:
    """A photo as a phone makes it: lying on its side, with place and name."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ARTIST] = SECRET
    exif.get_ifd(GPS_IFD)[2] = (13.0, 44.0, 11.0)
    return picture(exif=exif, comment=SECRET.encode())


def opened(raw: bytes) -> Image.Image:
    """The picture in the bytes."""
    return Image.open(io.BytesIO(raw))


def is_red(colour: Any) -> bool:
    """Whether a pixel belongs to the mark."""
    return bool(colour[0] > 180 and colour[1] < 80 and colour[2] < 80)
