"""The profile of a CTC site: each factor as a bar beside its comparison value, the less favourable dark."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from app.office.ctc_profile import ProfileRow
from app.ontology.values import display
from ui.office.ctc_query import SiteProfile, read_profile
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.theme import tokens

_ROW, _HEAD, _BAR = 34, 30, 12
_LABELS, _NUMBERS, _PAD = 330, 190, 12
_FULL = 100.0


class ProfileChart(QWidget):
    """Draws the rows by domain: a bar for the share, a line for the comparison value."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[tuple[str, tuple[ProfileRow, ...]], ...] = ()

    def show_groups(self, groups: Sequence[tuple[str, tuple[ProfileRow, ...]]]) -> None:
        """Show these domains with their rows."""
        self.groups = tuple(groups)
        self.setAccessibleName(_("Profile of the site"))
        self.setAccessibleDescription("; ".join(spoken(row) for _name, rows in self.groups for row in rows))
        self.setMinimumSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """See QWidget."""
        rows = sum(len(rows) for _name, rows in self.groups)
        return QSize(_LABELS + _NUMBERS + 240, len(self.groups) * _HEAD + rows * _ROW + 2 * _PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = float(_PAD)
        for name, rows in self.groups:
            self._heading(painter, name, top)
            top += _HEAD
            for row in rows:
                self._row(painter, row, top)
                top += _ROW

    def _heading(self, painter: QPainter, name: str, top: float) -> None:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens(self.palette()).text))
        painter.drawText(QRectF(_PAD, top, self.width(), _HEAD), Qt.AlignmentFlag.AlignVCenter, name)
        font.setBold(False)
        painter.setFont(font)

    def _row(self, painter: QPainter, row: ProfileRow, top: float) -> None:
        colours = tokens(self.palette())
        label = QRectF(_PAD, top, _LABELS - 2 * _PAD, _ROW)
        painter.setPen(QColor(colours.text))
        metrics = painter.fontMetrics()
        sign = "★ " if row.priority else ""
        text = metrics.elidedText(sign + row.label, Qt.TextElideMode.ElideRight, int(label.width()))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, text)
        room = QRectF(_LABELS, top + (_ROW - _BAR) / 2, self.width() - _LABELS - _NUMBERS - _PAD, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.raised))
        painter.drawRect(room)
        if row.share is not None:
            painter.setBrush(QColor(colours.accent if row.worse else colours.faint))
            painter.drawRect(QRectF(room.left(), room.top(), room.width() * row.share / _FULL, _BAR))
        if row.comparison is not None:
            at = room.left() + room.width() * row.comparison / _FULL
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawLine(int(at), int(room.top() - 4), int(at), int(room.bottom() + 4))
        painter.setPen(QColor(colours.text if row.share is not None else colours.muted))
        numbers = QRectF(self.width() - _NUMBERS, top, _NUMBERS - _PAD, _ROW)
        painter.drawText(numbers, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figures(row))


class CtcProfileView(QWidget):
    """The profile of one site, survey by survey."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.site = session, ""
        self.surveys = QComboBox()
        self.surveys.setAccessibleName(_("Survey"))
        self.title = PlainLabel("")
        self.legend = MutedLabel(
            _(
                "Bar: share in percent; line: comparison value. Dark: less favourable than elsewhere. "
                "★ priority."
            )
        )
        self.verified = MutedLabel("")
        self.chart = ProfileChart()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Profile of the site"))
        scroll.setWidget(self.chart)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.surveys)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        for part in (self.legend, self.verified):
            part.setWordWrap(True)
        column.addLayout(head)
        column.addWidget(self.legend)
        column.addWidget(scroll, 1)
        column.addWidget(self.verified)
        self.surveys.currentIndexChanged.connect(lambda _index: self._read())

    def show_site(self, site: str) -> None:
        """Show the newest survey of a site."""
        self.site = site
        self.surveys.clear()
        self._read()

    def _read(self) -> None:
        if self.site:
            survey = str(self.surveys.currentData() or "")
            self.session.read(self, partial(read_profile, site=self.site, survey=survey), self._show)

    def _show(self, found: SiteProfile) -> None:
        if found.site != self.site:
            return
        self.title.setText(found.title)
        self.verified.setText(found.note)
        if self.surveys.count() != len(found.surveys):
            self.surveys.blockSignals(True)
            self.surveys.clear()
            for value, shown in found.surveys:
                self.surveys.addItem(shown, value)
            self.surveys.blockSignals(False)
        self.chart.show_groups(found.groups)


def figures(row: ProfileRow) -> str:
    """Return the numbers of a row as people read them."""
    if row.share is None:
        return _("n < 10, not shown")
    gap = row.difference
    parts = [number(row.share)]
    if gap is not None:
        parts.append(f"({'+' if gap > 0 else '−' if gap < 0 else '±'}{number(abs(gap))})")
    return " ".join((*parts, f"n = {row.respondents}"))


def spoken(row: ProfileRow) -> str:
    """Return a row as a screen reader says it."""
    compared = "" if row.comparison is None else _("comparison {value}").format(value=number(row.comparison))
    earlier = ", ".join(f"{year}: {number(value)}" for year, value in row.earlier)
    return ", ".join(filter(None, (row.label, figures(row), compared, earlier)))


def number(value: float) -> str:
    """Return a share with one decimal at most, as people write it."""
    return display("percent", f"{value:.1f}".removesuffix(".0"))
