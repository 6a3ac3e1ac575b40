"""What a table is narrowed by: a menu to choose from, and a chip for each choice that takes it away."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.widgets.day_span import DaySpan
from ui.widgets.facet import Facet, RowFilter
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import icon
from ui.widgets.row_order import natural_key
from ui.widgets.tool_buttons import ICON_SIZE

_LONGEST = 48
Counts = Callable[[str], Mapping[str, int]]


class Chip(QToolButton):
    """One choice; a click, Delete or Backspace takes it away."""

    removed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        self.setText(shown.replace("&", "&&"))
        self.setIcon(icon("x"))
        self.setIconSize(ICON_SIZE)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setChecked(True)
        self.setAccessibleName(_("Remove the filter {filter}").format(filter=text))
        self.clicked.connect(lambda _checked=False: self.removed.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class FilterChips(QWidget):
    """Shows a filter and changes it; what it means for the rows is the model's.

    `counts` tells how many rows each code of a facet holds for. Whoever uses it gives `button` its place.
    """

    changed = Signal(object)
    """Another `RowFilter` is wished."""

    def __init__(self, facets: Sequence[Facet[Any]], counts: Counts) -> None:
        super().__init__()
        self._facets = {facet.key: facet for facet in facets}
        self._counts = counts
        self._shown = RowFilter()
        self.chips: list[Chip] = []
        self.button = QToolButton(self)
        self.button.setVisible(bool(self._facets))
        self.button.setIcon(icon("filter"))
        self.button.setIconSize(ICON_SIZE)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self.menu)
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._flow.setContentsMargins(12, 0, 12, 8)
        self.span = DaySpan()
        self.span.chosen.connect(self._span_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.span)
        column.addWidget(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.retranslate()
        self.show_filter(RowFilter())

    def offer(self, facets: Sequence[Facet[Any]], counts: Counts) -> None:
        """Offer other facets; what was chosen stays chosen."""
        self._facets = {facet.key: facet for facet in facets}
        self._counts = counts
        self.button.setVisible(bool(self._facets))
        self.show_filter(self._shown)

    def retranslate(self) -> None:
        """Read all texts anew after a change of language."""
        self.button.setText(_("Filter"))
        self.button.setToolTip(_("Narrow the rows by what they are"))
        self.span.retranslate()
        self.show_filter(self._shown)

    def show_filter(self, shown: RowFilter) -> None:
        """Show one chip for each choice, words among them."""
        focused = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        self._shown = shown
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        self.chips = []
        if shown.text.strip():
            text = _("Text: {words}").format(words=" ".join(shown.text.split()))
            self._add(text, shown.with_text(""))
        for key, codes in shown.chosen:
            facet = self._facets.get(key)
            if facet is not None:
                self._add_facet(facet, codes)
        if len(self.chips) > 1:
            self._add(_("Remove all"), RowFilter())
            self.chips[-1].setAccessibleName(_("Remove all filters"))
        self._row.setVisible(bool(self.chips))
        if focused >= 0:
            (self.chips[min(focused, len(self.chips) - 1)] if self.chips else self.button).setFocus()

    def _add_facet(self, facet: Facet[Any], codes: tuple[str, ...]) -> None:
        if facet.days:
            words = _("{title}: {span}").format(title=facet.title(), span=span_text(codes, facet.label))
            self._add(words, self._shown.with_codes(facet.key, ()))
            return
        for code in codes:
            rest = tuple(other for other in codes if other != code)
            words = _("{title}: {value}").format(title=facet.title(), value=facet.label(code))
            self._add(words, self._shown.with_codes(facet.key, rest))

    def _add(self, text: str, without: RowFilter) -> None:
        chip = Chip(text)
        chip.removed.connect(partial(self.changed.emit, without))
        self.chips.append(chip)
        self._flow.addWidget(chip)
        chip.show()

    def _fill_menu(self) -> None:
        self.menu.clear()
        for facet in self._facets.values():
            if facet.days:
                self.menu.addAction(
                    _("{title} …").format(title=facet.title()), partial(self._ask_days, facet)
                )
                continue
            counts = self._counts(facet.key)
            if counts:
                self._add_menu(facet, counts)

    def _add_menu(self, facet: Facet[Any], counts: Mapping[str, int]) -> None:
        below = self.menu.addMenu(facet.title())
        chosen = self._shown.codes(facet.key)
        for code in sorted(counts, key=lambda code: natural_key(facet.label(code))):
            words = f"{facet.label(code)} ({counts[code]})".replace("&", "&&")
            entry = QAction(words, below, checkable=True)
            entry.setChecked(code in chosen)
            entry.triggered.connect(self._toggler(facet.key, code))
            below.addAction(entry)

    def _toggler(self, key: str, code: str) -> Callable[[bool], None]:
        def toggle(on: bool) -> None:
            codes = tuple(known for known in self._shown.codes(key) if known != code)
            self.changed.emit(self._shown.with_codes(key, (*codes, code) if on else codes))

        return toggle

    def _ask_days(self, facet: Facet[Any]) -> None:
        begin, end = (*self._shown.codes(facet.key), "", "")[:2]
        self.span.ask(facet.key, facet.title(), begin, end)

    def _span_chosen(self, key: str, begin: str, end: str) -> None:
        self.changed.emit(self._shown.with_codes(key, (begin, end)))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the signs in the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.show_filter(self._shown)
        super().changeEvent(event)


def span_text(codes: Sequence[str], label: Callable[[str], str]) -> str:
    """Return a span of days in words."""
    begin, end = (*codes, "", "")[:2]
    if begin and end:
        return _("{begin} to {end}").format(begin=label(begin), end=label(end))
    return _("from {begin}").format(begin=label(begin)) if begin else _("until {end}").format(end=label(end))
