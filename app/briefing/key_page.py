"""The recovery key on paper: one A4 page with the key or, if several people share it, one page per share.

Black on white, nothing by colour. The key stands as text that can be marked and read aloud, and as a QR
code of the same text. The same input gives the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from app.base.i18n import _, language
from app.briefing.fonts import BOLD, REGULAR, register_fonts
from app.briefing.plain_text import draw_right, draw_text, shorten, width_of
from app.briefing.qr_code import QUIET, qr_rows
from app.briefing.script import clean
from app.briefing.wording import day

SIZE = 210 * mm, 297 * mm
_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 190 * mm, 277 * mm, 16 * mm
_QR_SIDE = 52 * mm
_GROUPS_A_ROW, _WORD_ROWS = 7, 11
_BODY = ParagraphStyle("key-body", fontName=REGULAR, fontSize=10, leading=14, spaceAfter=4)
_HEAD = ParagraphStyle("key-head", fontName=BOLD, fontSize=10.5, leading=14)
LOCALES = {"de": "de-DE", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What goes on paper. `secret`: the 14 groups, or one share per line, of which `needed` open the store.

    `day` is the ISO day on which the key was made, `store_id` the id that tells stores of one name apart.
    """

    store: str
    store_id: str
    day: str
    secret: str
    needed: int = 1


def key_pages(sheet: KeySheet) -> bytes:
    """Return the PDF in the language in force: one page for a key, one for each share."""
    register_fonts()
    buffer = io.BytesIO()
    title = _("Recovery key of {store}").format(store=clean(sheet.store))
    canvas = Canvas(buffer, pagesize=SIZE, invariant=1, lang=LOCALES[language()])
    canvas.setTitle(title)
    canvas.setProducer("Rundblick")
    secrets = sheet.secret.splitlines()
    for number, secret in enumerate(secrets, 1):
        _page(canvas, sheet, secret, number, len(secrets))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _page(canvas: Canvas, sheet: KeySheet, secret: str, number: int, made: int) -> None:
    shared = made > 1
    y = _head(canvas, sheet, number, made)
    y = _words(canvas, secret.split(), y) if shared else _groups(canvas, secret.split("-"), y)
    draw_code(canvas, secret, _LEFT, y, _QR_SIDE)
    texts = _share_texts(sheet.needed, made) if shared else _key_texts()
    beside = _RIGHT - _LEFT - _QR_SIDE - 8 * mm
    text_y = draw_paragraphs(canvas, texts[:2], _LEFT + _QR_SIDE + 8 * mm, y, beside)
    y = min(text_y, y - _QR_SIDE - 4 * mm)
    draw_paragraphs(canvas, texts[2:], _LEFT, y - 2 * mm, _RIGHT - _LEFT)
    _foot(canvas)


def _head(canvas: Canvas, sheet: KeySheet, number: int, made: int) -> float:
    title = _("Recovery key")
    if made > 1:
        title = _("Recovery key: share {number} of {made}").format(number=number, made=made)
    draw_right(canvas, _("Keep under lock"), _RIGHT, _TOP + 3 * mm, 9, BOLD)
    draw_text(canvas, title, _LEFT, _TOP - 6 * mm, 22, BOLD)
    store = shorten(sheet.store, _RIGHT - _LEFT - 40, 12, BOLD)
    draw_text(canvas, _("Store: {name}").format(name=store), _LEFT, _TOP - 15 * mm, 12, BOLD)
    made_on = _("made on {day}").format(day=day(sheet.day))
    identity = _("id {id}").format(id=sheet.store_id[:8])
    draw_text(canvas, f"{made_on} · {identity}", _LEFT, _TOP - 21 * mm, 9.5)
    canvas.setLineWidth(0.8)
    canvas.line(_LEFT, _TOP - 24 * mm, _RIGHT, _TOP - 24 * mm)
    return _TOP - 33 * mm


def _groups(canvas: Canvas, groups: Sequence[str], y: float) -> float:
    """Draw the groups with their numbers above them, so that a mistyped one is found."""
    step = (_RIGHT - _LEFT) / _GROUPS_A_ROW
    y -= 4 * mm
    for first in range(0, len(groups), _GROUPS_A_ROW):
        row = groups[first : first + _GROUPS_A_ROW]
        for place in range(len(row)):
            draw_text(canvas, str(first + place + 1), _LEFT + place * step, y + 6 * mm, 7.5)
        for place, group in enumerate(row):
            # No hyphen at the end of a line: readers of PDF take it for a divided word.
            text = group if place + 1 == len(row) else f"{group}-"
            draw_text(canvas, text, _LEFT + place * step, y, 15, BOLD)
        y -= 15 * mm
    note = _("0 is always a zero and 1 a one: the letters I, L, O and U do not occur. Case does not matter.")
    draw_text(canvas, note, _LEFT, y + 5 * mm, 8.5)
    return y - 4 * mm


def _words(canvas: Canvas, words: Sequence[str], y: float) -> float:
    """Draw the words of a share in numbered columns."""
    step = (_RIGHT - _LEFT) / 3
    for place, word in enumerate(words):
        x, line = _LEFT + place // _WORD_ROWS * step, y - place % _WORD_ROWS * 6.6 * mm
        number = f"{place + 1}"
        draw_text(canvas, number, x + 5 * mm - width_of(number, 8), line, 8)
        draw_text(canvas, word, x + 8 * mm, line, 12.5, BOLD)
    return y - _WORD_ROWS * 6.6 * mm - 2 * mm


def draw_code(canvas: Canvas, text: str, left: float, top: float, side: float) -> None:
    """Draw a text as a QR code with its quiet zone: upper left corner and side in points."""
    rows = qr_rows(text)
    square = side / (len(rows) + 2 * QUIET)
    canvas.setFillGray(0)
    for row, squares in enumerate(rows):
        for place, dark in enumerate(squares):
            if dark:
                x, y = left + (place + QUIET) * square, top - (row + QUIET + 1) * square
                # A hair wider than its place: printers must not draw white lines between the squares.
                canvas.rect(x, y, square + 0.05, square + 0.05, stroke=0, fill=1)


def draw_paragraphs(
    canvas: Canvas, texts: Sequence[tuple[str, str]], x: float, y: float, width: float
) -> float:
    """Draw headings with what belongs to them below each other and return where they end (points)."""
    for head, body in texts:
        for text, style in ((head, _HEAD), (body, _BODY)):
            paragraph = Paragraph(escape(clean(text)), style)
            height = paragraph.wrap(width, y)[1]
            y -= height
            paragraph.drawOn(canvas, x, y)
        y -= 3.2 * mm
    return y


def _key_texts() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What this is"),
            _(
                "This key opens the store without any passphrase. Whoever holds this page and a copy of "
                "the store can read everything in it."
            ),
        ),
        (_("The code"), _("The square holds the same text, for a scanner without network connection.")),
        (
            _("Where to keep it"),
            _(
                "In a sealed envelope in a safe, away from the workstation and its backups. Not as a photo, "
                "not as a file, not in the case file. Two people should know where it lies."
            ),
        ),
        _how_to_use(),
        (
            _("If it is lost, or somebody may have seen it"),
            _(
                "Unlock the store with a passphrase and make a new recovery key (Settings; or the "
                "command “keys recovery”). This page is worthless from then on; backups made before still "
                "open with it. If page and every passphrase are lost, nobody can open the store any more."
            ),
        ),
    )


def _share_texts(needed: int, made: int) -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What this is"),
            _(
                "One of {made} shares of the key that opens the store without any passphrase. Any {needed} "
                "of them together open it; fewer say nothing about it."
            ).format(made=made, needed=needed),
        ),
        (_("The code"), _("The square holds the same words, for a scanner without network connection.")),
        (
            _("Where to keep it"),
            _(
                "Each share with another person, in a sealed envelope under lock. Never two shares in one "
                "place, and none as a photo or file."
            ),
        ),
        _how_to_use(),
        (
            _("If it is lost, or somebody may have seen it"),
            _(
                "Unlock the store with a passphrase and share a new recovery key (Settings; or the "
                "command “keys recovery --split”). All old shares are worthless from then on; backups made "
                "before still open with them."
            ),
        ),
    )


def _how_to_use() -> tuple[str, str]:
    return (
        _("How to use it"),
        _(
            "In the window that asks for the passphrase choose “Use the recovery key from paper instead” and "
            "type what stands above; several shares one below the other. Then set a new passphrase."
        ),
    )


def _foot(canvas: Canvas) -> None:
    label = _("Sealed on, by:")
    end = draw_text(canvas, label, _LEFT, _BOTTOM + 6 * mm, 9)
    canvas.setLineWidth(0.4)
    canvas.line(end + 3 * mm, _BOTTOM + 5.4 * mm, _LEFT + 100 * mm, _BOTTOM + 5.4 * mm)
    draw_right(canvas, _("Rundblick"), _RIGHT, _BOTTOM + 6 * mm, 9)
