"""The office's sign on the cover."""

import io

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.base.i18n import _
from app.briefing.content import Logo
from app.briefing.office_template import refused

_MOST_BYTES = 2_000_000
_MOST_SIDE = 6000
_KEPT_SIDE = 900
_BOX = (60.0, 22.0)  # mm
_START = b"\x89PNG\r\n\x1a\n"


def checked_logo(data: bytes) -> bytes:
    """Return a picture as it is kept: a PNG of at most 900 dots a side, on white, without anything else.

    Raises `UserError` for what is no PNG, too large, or broken.
    """
    from PIL import Image  # heavy: loaded on first use

    if not data.startswith(_START) or len(data) > _MOST_BYTES:
        raise refused("logo", _("no PNG of up to 2 MB"), _("Save the sign as PNG, or make it smaller."))
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > _MOST_SIDE:
                raise refused("logo", _("more than 6,000 dots a side"), _("Make the picture smaller."))
            seen = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise refused("logo", _("the PNG is broken"), _("Save the sign as PNG once more.")) from error
    # PDF/A-2a and black-and-white printers both want it without transparency.
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    flat.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    out = io.BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


def logo_block(png: bytes) -> Logo:
    """Return the sign in its proportions, as large as its box on the cover allows."""
    width, height = ImageReader(io.BytesIO(png)).getSize()
    scale = min(_BOX[0] / width, _BOX[1] / height)
    return Logo(png, width * scale, height * scale, _("Sign of the office"))


def draw_logo(canvas: Canvas, *, png: bytes, size: tuple[float, float]) -> None:
    """Draw the picture into a box of `size` points, upright and undistorted: the box has its proportions."""
    canvas.drawImage(ImageReader(io.BytesIO(png)), 0, 0, *size)
