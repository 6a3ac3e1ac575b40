"""One page of a PDF or an image as pixels, with the place of every character on it."""

import io
from array import array
from dataclasses import dataclass
from typing import Any

from app.reading.pdf_text import opened
from app.reading.pieces import Unreadable

_POINTS_PER_INCH = 72.0
_SCREEN = 96.0
_MOST_PIXELS = 12_000_000
_MOST_LETTERS = 30_000
# Larger ones are refused before a pixel is decoded.
_IMAGE_PIXELS = 120_000_000
_UNITS = 100_000
# No others: some of them start programs or are hardly ever met, and so hardly ever mended.
_FORMATS = ("PNG", "JPEG", "MPO", "GIF", "BMP", "TIFF", "WEBP")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page of `count`; `size` in millimetres, pixels blue-green-red, `letters` four fractions each.

    The four are left, top, right and bottom of a character's box as parts of the page.
    """

    count: int
    size: tuple[float, float]
    width: int
    height: int
    pixels: bytes
    letters: "array[float]"


def pdf_page(data: bytes, number: int, dots_per_inch: float) -> Drawn:
    """Draw page `number` (from 0) of a PDF."""
    import pypdfium2  # heavy: loaded on first use

    document = opened(data)
    if number >= len(document):
        raise Unreadable("failed", "damaged")
    try:
        page = document[number]
        width, height = page.get_size()
        scale = dots_per_inch / _POINTS_PER_INCH
        scale *= min(1.0, (_MOST_PIXELS / max(width * height * scale * scale, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale)
        pixels = _packed(bytes(bitmap.buffer), bitmap.stride, bitmap.width * 3)
        letters = _letters(page)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("failed", "damaged") from error
    size = (width / _POINTS_PER_INCH * 25.4, height / _POINTS_PER_INCH * 25.4)
    return Drawn(len(document), size, bitmap.width, bitmap.height, pixels, letters)


def _packed(data: bytes, stride: int, line: int) -> bytes:
    """Return lines of pixels without the gaps between them."""
    if stride == line:
        return data
    return b"".join(data[start : start + line] for start in range(0, len(data), stride))


def _letters(page: Any) -> "array[float]":
    """Return the boxes of the characters in the order of the text, as turned and cut as the page is shown."""
    import ctypes

    import pypdfium2  # heavy: loaded on first use

    text, to_device = page.get_textpage(), pypdfium2.raw.FPDF_PageToDevice
    x, y, found = ctypes.c_int(), ctypes.c_int(), array("f")
    for number in range(min(text.count_chars(), _MOST_LETTERS)):
        left, bottom, right, top = text.get_charbox(number, loose=True)
        corners = []
        for across, up in ((left, top), (right, bottom)):
            to_device(page.raw, 0, 0, _UNITS, _UNITS, 0, across, up, ctypes.byref(x), ctypes.byref(y))
            corners.append((x.value / _UNITS, y.value / _UNITS))
        (x1, y1), (x2, y2) = corners
        found.extend((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return found


def image_page(data: bytes, number: int, dots_per_inch: float) -> Drawn:
    """Draw one picture of an image file (a TIFF may hold several), turned as its camera noted."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # heavy: loaded on first use

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            count = int(getattr(image, "n_frames", 1))
            image.seek(min(number, count - 1))
            if image.width * image.height > _IMAGE_PIXELS:
                raise Unreadable("failed", "bomb")
            full = image.size
            wanted = dots_per_inch / _SCREEN
            image.draft("RGB", (round(image.width * wanted), round(image.height * wanted)))
            picture = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable("failed", "damaged") from error
    if (full[0] > full[1]) != (picture.width > picture.height):
        full = (full[1], full[0])
    # An image is as wide as paper at zoom 100, whatever its pixels; smaller ones are not blown up.
    width_mm = min(210.0, full[0] / _SCREEN * 25.4)
    size = (width_mm, width_mm * full[1] / max(full[0], 1))
    across = max(1, round(size[0] / 25.4 * dots_per_inch))
    picture.thumbnail((across, round(across * full[1] / max(full[0], 1)) + 1))
    red, green, blue = picture.split()
    pixels = Image.merge("RGB", (blue, green, red)).tobytes()
    return Drawn(count, size, picture.width, picture.height, pixels, array("f"))
