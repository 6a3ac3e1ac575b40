"""The public keys of a workstation on paper: one A4 page to hand to a partner, who compares it and trusts it.

Nothing on it is secret. The fingerprint stands in digits and in words to be read aloud, the keys as text and
as a QR code of the same text for a scanner. Black on white; the same input gives the same bytes.
"""

import io
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.base.i18n import _, language
from app.briefing.fonts import BOLD, register_fonts
from app.briefing.key_page import LOCALES, SIZE, draw_code, draw_paragraphs
from app.briefing.plain_text import draw_right, draw_text, shorten
from app.briefing.script import clean
from app.briefing.wording import day

_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 190 * mm, 277 * mm, 16 * mm
_QR_SIDE = 58 * mm
_A_ROW = 4


@dataclass(frozen=True, slots=True)
class IdentitySheet:
    """What goes on paper: `fingerprint` and `words` parted by blanks, `text` the export form, days as ISO."""

    name: str
    fingerprint: str
    words: str
    text: str
    created: str
    valid_until: str


def identity_page(sheet: IdentitySheet) -> bytes:
    """Return the PDF in the language in force."""
    register_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=SIZE, invariant=1, lang=LOCALES[language()])
    canvas.setTitle(_("Public keys of {name}").format(name=clean(sheet.name)))
    canvas.setProducer("Rundblick")
    y = _head(canvas, sheet)
    y = _groups(canvas, _("Fingerprint in words"), sheet.words.split(), y, 14)
    y = _groups(canvas, _("Fingerprint in digits"), sheet.fingerprint.split(), y, 12)
    draw_code(canvas, sheet.text, _LEFT, y, _QR_SIDE)
    beside = _LEFT + _QR_SIDE + 8 * mm
    draw_paragraphs(canvas, _beside(), beside, y, _RIGHT - beside)
    y -= _QR_SIDE + 8 * mm
    for line in sheet.text.splitlines():
        draw_text(canvas, line, _LEFT, y, 9)
        y -= 4.6 * mm
    draw_paragraphs(canvas, _below(), _LEFT, y - 3 * mm, _RIGHT - _LEFT)
    _foot(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(canvas: Canvas, sheet: IdentitySheet) -> float:
    draw_right(canvas, _("Public, for partners"), _RIGHT, _TOP + 3 * mm, 9, BOLD)
    draw_text(canvas, _("Keys of a workstation"), _LEFT, _TOP - 6 * mm, 22, BOLD)
    draw_text(canvas, shorten(sheet.name, _RIGHT - _LEFT, 13, BOLD), _LEFT, _TOP - 15 * mm, 13, BOLD)
    told = _("made on {day}").format(day=day(sheet.created[:10]))
    if sheet.valid_until:
        told += " · " + _("good until {day}").format(day=day(sheet.valid_until))
    draw_text(canvas, told, _LEFT, _TOP - 21 * mm, 9.5)
    canvas.setLineWidth(0.8)
    canvas.line(_LEFT, _TOP - 24 * mm, _RIGHT, _TOP - 24 * mm)
    return _TOP - 33 * mm


def _groups(canvas: Canvas, title: str, groups: list[str], y: float, size: int) -> float:
    """Draw what is read aloud, numbered, so that nobody loses the place."""
    draw_text(canvas, title, _LEFT, y, 10.5, BOLD)
    y -= 7.5 * mm
    step = (_RIGHT - _LEFT) / _A_ROW
    for first in range(0, len(groups), _A_ROW):
        for place, group in enumerate(groups[first : first + _A_ROW]):
            x = _LEFT + place * step
            draw_text(canvas, f"{first + place + 1}", x, y, 7.5)
            draw_text(canvas, group, x + 5 * mm, y, size, BOLD)
        y -= 7.5 * mm
    return y - 3 * mm


def _beside() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What this is"),
            _(
                "With these keys partners seal packages that this workstation alone can open, and tell "
                "that a package comes from it. They are public; the secret halves never leave it."
            ),
        ),
        (_("The code"), _("The square holds the same text, for a scanner without network connection.")),
    )


def _below() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("How to trust them"),
            _(
                "Read the page in under “Exchange”. Then call the partner under a number you know already, "
                "not one from this page, and have all twelve words or groups read out. Trust the keys only "
                "if every one is the same."
            ),
        ),
        (
            _("If the workstation is lost"),
            _(
                "The partner revokes these keys and hands out new ones. Revoke them at once when you hear "
                "of it."
            ),
        ),
    )


def _foot(canvas: Canvas) -> None:
    label = _("Compared on, with whom, by:")
    end = draw_text(canvas, label, _LEFT, _BOTTOM + 6 * mm, 9)
    canvas.setLineWidth(0.4)
    canvas.line(end + 3 * mm, _BOTTOM + 5.4 * mm, _LEFT + 130 * mm, _BOTTOM + 5.4 * mm)
    draw_right(canvas, _("Rundblick"), _RIGHT, _BOTTOM + 6 * mm, 9)
