"""What a chart takes: names, texts, places, colours and looks, checked before anything is written."""

import math
import re
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.base.chart_records import COLOURS, LINE_STYLES, Look
from app.base.errors import UserError
from app.base.i18n import _
from app.ontology.symbols import ICONS, SHAPES
from app.store import tables

NAME_LENGTH, TITLE_LENGTH, TEXT_LENGTH, BADGE_LENGTH = 60, 80, 2000, 12
SIZES, WIDTHS = (0.5, 3.0), (1, 8)
_FARTHEST = 10_000_000.0
_DOCUMENT_ID = re.compile("[0-9a-f]{32}")


def name(text: str) -> str:
    """Return the name of a chart without needless blanks; `UserError` if it is empty or too long."""
    plain = " ".join(text.split())
    if not plain or len(plain) > NAME_LENGTH:
        raise UserError(
            "chart.name",
            _("A chart needs a name of 1 to {most} characters."),
            _("Say what it shows."),
            most=NAME_LENGTH,
        )
    return plain


def title(text: str, *, needed: bool = False) -> str:
    """Return the title of a frame, group or rule without needless blanks; `UserError` if it is too long."""
    plain = " ".join(text.split())
    if len(plain) > TITLE_LENGTH or (needed and not plain):
        raise UserError(
            "chart.title",
            _("A title has 1 to {most} characters.")
            if needed
            else _("A title has at most {most} characters."),
            _("Put the rest into a note."),
            most=TITLE_LENGTH,
        )
    return plain


def note_text(text: str) -> str:
    """Return the text of a note without blanks around it; `UserError` if it is empty or too long."""
    plain = text.strip()
    if not plain or len(plain) > TEXT_LENGTH:
        raise UserError(
            "chart.note",
            _("A note has 1 to {most} characters; this one has {given}."),
            _("What says something about the case belongs into a finding, with its source."),
            most=TEXT_LENGTH,
            given=len(plain),
        )
    return plain


def place(*numbers: float) -> None:
    """Refuse a place or size that is no number or lies absurdly far out (px at scale 1)."""
    if not all(math.isfinite(n) and abs(n) <= _FARTHEST for n in numbers):
        raise UserError(
            "chart.place",
            _("This place lies outside of the chart."),
            _("Choose a place within {most} px of the middle."),
            most=int(_FARTHEST),
        )


def extent(width: float, height: float) -> None:
    """Refuse a note or frame without any room (px at scale 1)."""
    place(width, height)
    if width < 1 or height < 1:
        raise UserError(
            "chart.extent",
            _("This has no room on the chart."),
            _("Draw it at least one pixel wide and high."),
        )


def colour(given: str) -> str:
    """Return a colour of the palette; `UserError` for any other."""
    if given not in COLOURS:
        raise UserError(
            "chart.colour",
            _("“{given}” is no colour of the chart's palette."),
            _("Choose from: {known}."),
            given=given,
            known=", ".join(c for c in COLOURS if c),
        )
    return given


def line(given: str) -> str:
    """Return a line style of frames; `UserError` for any other."""
    if given not in LINE_STYLES:
        raise UserError(
            "chart.line",
            _("“{given}” is no line style."),
            _("Choose from: {known}."),
            given=given,
            known=", ".join(s for s in LINE_STYLES if s),
        )
    return given


def look(given: Look) -> Look:
    """Return a look whose parts are within their bounds; `UserError` else."""
    colour(given.colour)
    sized = not given.size or SIZES[0] <= given.size <= SIZES[1]
    if not sized or (given.width and not WIDTHS[0] <= given.width <= WIDTHS[1]):
        raise UserError(
            "chart.size",
            _("A size lies between {small} and {large}, a line width between {thin} and {thick} px."),
            _("Choose a value in between."),
            small=SIZES[0],
            large=SIZES[1],
            thin=WIDTHS[0],
            thick=WIDTHS[1],
        )
    strange = [n for n, known in ((given.shape, SHAPES), (given.icon, ICONS)) if n and n not in known]
    if strange or (given.picture and _DOCUMENT_ID.fullmatch(given.picture) is None):
        raise UserError(
            "chart.symbol",
            _("The chart cannot draw “{given}”."),
            _("Choose a shape, an icon or a document of the case from the list."),
            given=strange[0] if strange else given.picture[:40],
        )
    if len(given.badge) > BADGE_LENGTH:
        raise UserError(
            "chart.badge",
            _("A badge has at most {most} characters."),
            _("Put longer texts into a note."),
            most=BADGE_LENGTH,
        )
    return given


def subjects(connection: Connection, case_id: str, wanted: Iterable[str]) -> Mapping[str, str]:
    """Return node or link for each of these subjects; `UserError` if one is not part of the case."""
    s = tables.subject
    ids = list(dict.fromkeys(wanted))
    kinds: dict[str, str] = {}
    for block in blocks(ids):
        query = select(s.c.id, s.c.kind).where(s.c.id.in_(block), s.c.case_id == case_id)
        kinds.update((i, kind) for i, kind in connection.execute(query))
    if len(kinds) < len(ids):
        raise UserError(
            "chart.subject",
            _("Something on the chart is not part of this case any more."),
            _("Open the chart anew; it then shows what there is."),
        )
    return kinds
