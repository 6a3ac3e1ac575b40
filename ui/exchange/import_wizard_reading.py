"""First page of the import wizard: how the file is read, with its first rows beside what was found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _, ngettext
from app.exchange.table_cells import visible
from app.exchange.table_reading import ReadingFound
from app.exchange.table_settings import DATE_ORDERS, DECIMALS, ENCODINGS, SEPARATORS, TableSettings
from app.ontology.wording import words
from ui.exchange.import_wizard_query import Opened, format_name
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip

_WIDEST = 260
_ROW = 26
_HEIGHT = 150
_HEADERS = 30
_ACROSS = 3


class ReadingPage(QWidget):
    """Every field shows what is in force; changing one asks for the file to be read again."""

    changed = Signal(object)
    """The `TableSettings` that are wanted now."""

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._wanted = TableSettings()
        self.summary = PlainLabel()
        self.doubt = MutedLabel()
        self.sample = MutedLabel()
        self._captions: dict[str, QLabel] = {}
        self.fields: dict[str, QComboBox] = {}
        self.table = _table(_("First rows of the file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 8)
        column.addWidget(self.summary)
        column.addLayout(self._grid())
        column.addWidget(self.sample)
        column.addWidget(self.doubt)
        column.addWidget(self.table, 1)
        self.table.setMinimumHeight(_HEIGHT)

    def _grid(self) -> QGridLayout:
        grid = self._places = QGridLayout()
        grid.setHorizontalSpacing(16)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)
        for key, caption_text in _captions():
            field = QComboBox()
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(10)
            field.setAccessibleName(caption_text.replace("&", ""))
            field.activated.connect(lambda _index, key=key: self._set(key))
            caption = QLabel(caption_text)
            caption.setBuddy(field)
            self._captions[key] = caption
            self.fields[key] = field
        self._place(tuple(self.fields))
        return grid

    def _place(self, shown: Sequence[str]) -> None:
        """Put the fields that mean something for the file side by side."""
        for at, key in enumerate(shown):
            row, across = divmod(at, _ACROSS)
            self._places.addWidget(self._captions[key], row * 2, across)
            self._places.addWidget(self.fields[key], row * 2 + 1, across)

    def begin(self) -> None:
        """Forget what was set for the file before."""
        self._wanted = TableSettings()

    def use(self, settings: TableSettings) -> None:
        """Read as a kept profile says."""
        self._wanted = settings

    def has_focus(self) -> bool:
        """Whether somebody is at one of the fields."""
        return any(field.hasFocus() for field in self.fields.values())

    def settings(self) -> TableSettings:
        """What was set by hand; the rest is left to the content."""
        return self._wanted

    def show_opened(self, opened: Opened) -> None:
        """Show what was found in the file."""
        found = opened.table
        for field in self.fields.values():
            field.setEnabled(found is not None)
        self.table.setVisible(found is not None)
        other = ("sheet",) if opened.read.format == "csv" else ("encoding", "separator")
        shown = [key for key in self.fields if found is not None and key not in other]
        self._place(shown)
        for key, field in self.fields.items():
            field.setVisible(key in shown)
            self._captions[key].setVisible(key in shown)
        self.sample.setText("")
        if found is None:
            self.summary.setText(
                _("A graph ({format}): its nodes and links say themselves what they are.").format(
                    format=format_name(opened.read.format)
                )
            )
            self.doubt.setText("")
            return
        rows = ngettext("{count} row", "{count} rows", found.count).format(count=found.count)
        text = _("{file} ({format}): {rows}, {columns} columns. What was found can be changed.")
        self.summary.setText(
            text.format(
                file=opened.path.name,
                format=format_name(opened.read.format),
                rows=rows,
                columns=len(found.columns),
            )
        )
        self.doubt.setVisible(found.doubtful_dates)
        self.doubt.setText(
            _("Nothing in the first rows tells day and month apart: check the order of dates.")
        )
        if found.date_read:
            text, (day, month, year) = found.date_read
            meant = _("{day} {month} {year}").format(day=day, month=words("months")[month - 1], year=year)
            self.sample.setText(_("“{text}” is read as {value}.").format(text=visible(text), value=meant))
        self._fill(found, opened.read.format)
        _show_rows(self.table, found)

    def _fill(self, found: ReadingFound, kind: str) -> None:
        now = found.settings
        signs = {";": _("semicolon"), ",": _("comma"), "\t": _("tab"), "|": _("bar"), " ": _("blank")}
        orders = {"dmy": _("day, month, year"), "mdy": _("month, day, year"), "ymd": _("year, month, day")}
        numbers = [0, *(no for no, _cells in found.above), now.header, *(no for no, _cells in found.rows)]
        numbers = [n for n in dict.fromkeys(numbers) if n >= 0][:_HEADERS]
        self._offer("sheet", [(name, name) for name in found.sheets], now.sheet)
        headers = [(str(n), _("row {no}").format(no=n) if n else _("none")) for n in sorted(numbers)]
        self._offer("header", headers, str(now.header))
        encodings = dict.fromkeys((now.encoding, *ENCODINGS)) if kind == "csv" else {}
        self._offer("encoding", [(e, e) for e in encodings if e], now.encoding)
        separators = [(s, signs[s]) for s in SEPARATORS] if kind == "csv" else []
        if kind == "csv" and now.separator not in SEPARATORS:
            separators.append((now.separator, now.separator))
        self._offer("separator", separators, now.separator)
        decimals = {",": _("comma"), ".": _("point"), "": _("no decimals found")}
        offered = [*DECIMALS] if now.decimal else ["", *DECIMALS]
        self._offer("decimal", [(d, decimals[d]) for d in offered], now.decimal)
        orders[""] = _("no such dates found")
        order_keys = [*DATE_ORDERS] if now.dates else ["", *DATE_ORDERS]
        self._offer("dates", [(o, orders[o]) for o in order_keys], now.dates)

    def _offer(self, key: str, choices: Sequence[tuple[str, str]], current: str) -> None:
        field = self.fields[key]
        field.clear()
        for value, shown in choices:
            field.addItem(shown, value)
        field.setCurrentIndex(max(field.findData(current), 0))
        field.setEnabled(len(choices) > 1)

    def _set(self, key: str) -> None:
        given = self._wanted.data()
        value = self.fields[key].currentData()
        given[key] = int(value) if key == "header" else value
        if key in ("sheet", "encoding", "separator"):
            # Other rows, other header.
            given["header"] = -1
        self._wanted = TableSettings(**given)
        self.changed.emit(self._wanted)


def _captions() -> tuple[tuple[str, str], ...]:
    return (
        ("sheet", _("Shee&t")),
        ("header", _("Header &in")),
        ("encoding", _("En&coding")),
        ("separator", _("Se&parator")),
        ("decimal", _("&Decimal sign")),
        ("dates", _("Order of d&ates")),
    )


def _table(name: str) -> QTableWidget:
    table = QTableWidget()
    table.setAccessibleName(name)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().setDefaultSectionSize(_ROW)
    return table


def _show_rows(table: QTableWidget, found: ReadingFound) -> None:
    above = found.above[-3:]
    width = max([len(found.columns), *(len(cells) for _no, cells in above)])
    table.clear()
    table.setColumnCount(width)
    table.setRowCount(len(above) + len(found.rows))
    names = [visible(name) or _("Column {no}").format(no=at + 1) for at, name in enumerate(found.columns)]
    table.setHorizontalHeaderLabels([*names, *[""] * (width - len(names))])
    lines = [*above, *found.rows]
    table.setVerticalHeaderLabels([str(no) for no, _cells in lines])
    quiet = table.palette().color(QPalette.ColorRole.PlaceholderText)
    for y, (_no, cells) in enumerate(lines):
        for x, cell in enumerate(cells[:width]):
            item = QTableWidgetItem(visible(cell)[:200])
            item.setToolTip(plain_tip(visible(cell)[:1000]) if len(cell) > 30 else "")
            if y < len(above):
                item.setForeground(quiet)
            table.setItem(y, x, item)
    table.resizeColumnsToContents()
    for at in range(width):
        table.setColumnWidth(at, min(max(table.columnWidth(at), 70), _WIDEST))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
