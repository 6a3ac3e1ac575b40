"""The sign of the office as a picture: PNG as it is, SVG drawn."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.base.i18n import _
from app.briefing.office_template import refused

_MOST_BYTES = 1_000_000
_SVG_DOTS = 900


def picture_of(path: Path) -> bytes:
    """Return a picture file as PNG; an SVG is drawn. Raises `UserError` for what cannot be read or drawn."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refused("logo", _("the file cannot be read"), _("Check name and folder.")) from error
    if path.suffix.casefold() != ".svg":
        return data
    renderer = QSvgRenderer(QByteArray(data)) if len(data) <= _MOST_BYTES else None
    if renderer is None or not renderer.isValid() or renderer.defaultSize().isEmpty():
        raise refused("logo", _("no SVG of up to 1 MB"), _("Save the sign as PNG instead."))
    size = renderer.defaultSize()
    scale = _SVG_DOTS / max(size.width(), size.height())
    image = QImage(size * scale, QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
