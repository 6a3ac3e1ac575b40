"""Briefing templates as the window reads and saves them. Loaded late: the PDF engine comes in with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.base.i18n import _, language
from app.briefing.logo import checked_logo
from app.briefing.office_template import OfficeTemplate, OfficeText, from_mapping, refused, to_mapping
from app.handover import briefing_templates
from app.store.store import Store

_MOST_BYTES = 1_000_000
_SVG_DOTS = 900


def read(store: Store, name: str) -> OfficeTemplate:
    """Return a saved template, or one with all parts and no name yet."""
    return briefing_templates.find(store, name) if name else OfficeTemplate("")


def save(
    store: Store,
    kept: OfficeTemplate,
    values: Mapping[str, str],
    parts: Sequence[str],
    sign: Path | None,
) -> str:
    """Save what the form says; the texts that it does not show stay. Returns the name."""
    said = to_mapping(replace(kept, texts=_texts(kept, values)))
    made = from_mapping({**said, "name": values["name"], "parts": list(parts)})
    logo = checked_logo(picture_of(sign)) if sign else kept.logo
    briefing_templates.save(store, replace(made, logo=logo))
    return made.name


def _texts(kept: OfficeTemplate, values: Mapping[str, str]) -> tuple[OfficeText, ...]:
    if not values["text"].strip():
        return kept.texts[1:]
    before = kept.texts[0] if kept.texts else OfficeText(values["part"])
    heading, text = values["heading"], values["text"]
    if language() == "de":
        shown = replace(before, part=values["part"], heading_de=heading, text_de=text)
    else:
        shown = replace(before, part=values["part"], heading_en=heading, text_en=text)
    return (shown, *kept.texts[1:])


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
