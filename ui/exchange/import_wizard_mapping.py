"""Second page of the import wizard: which things a row speaks of, and what each column says about them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _
from app.exchange.frame import Frame
from app.exchange.mapping import ROW, ROW_MEANINGS, ColumnPart, LinkPart, SubjectPart, TableMapping, checked
from app.exchange.plan_mapping import place_in
from app.exchange.table_cells import visible
from app.exchange.table_reading import ReadingFound
from app.ontology.catalogue import ontology
from ui.case import form_choices
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import PlainLabel, plain_tip

_LETTERS = "abcdefgh"
_HEIGHT = 34
_PARTS_WIDTH = 350
_PARTS_HEIGHT = 260
_TABLE_HEIGHT = 220
_NARROW = 820
_UNBOUND = 16_777_215


class MappingPage(QWidget):
    """Things and links at the left, columns at the right; `mapping` puts together what stands there."""

    def __init__(self) -> None:
        super().__init__()
        self._found: ReadingFound | None = None
        self._subjects: list[SubjectPart] = []
        self._links: list[LinkPart] = []
        self.columns: dict[int, ColumnPart] = {}
        self.parts = QWidget()
        self._parts = QVBoxLayout(self.parts)
        self._parts.setContentsMargins(20, 8, 12, 8)
        self._parts.setSpacing(4)
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.parts)
        area.setAccessibleName(_("What a row speaks of"))
        self.table = _column_table()
        self._room = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._room.setContentsMargins(0, 0, 20, 8)
        self._room.addWidget(area)
        self._room.addWidget(self.table, 1)
        self._arrange(narrow=False)

    def _arrange(self, *, narrow: bool) -> None:
        """Where there is little width, as at twice the size, the columns stand below the things."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._room.setDirection(way)
        self.area.setMinimumWidth(0 if narrow else _PARTS_WIDTH)
        self.area.setMaximumWidth(_UNBOUND if narrow else _PARTS_WIDTH)
        self.area.setMinimumHeight(_PARTS_HEIGHT if narrow else 0)
        self.table.setMinimumHeight(_TABLE_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._arrange(narrow=event.size().width() < _NARROW)

    def show_found(self, found: ReadingFound, mapping: TableMapping) -> None:
        """Show a table's columns with a mapping for them."""
        self._found = found
        self._subjects, self._links = list(mapping.subjects), list(mapping.links)
        self.columns = {}
        for part in mapping.columns:
            at = place_in(found.columns, part.column)
            if at >= 0:
                self.columns.setdefault(at, part)
        self._show_parts()
        self._show_columns()

    def mapping(self) -> TableMapping:
        """The mapping as it stands; ValueError with a sentence where it cannot be."""
        columns = [part for _at, part in sorted(self.columns.items())]
        keys = {s.key for s in self._subjects} | {x.key for x in self._links}
        columns = [part for part in columns if part.part in keys or part.part == ROW]
        if not any(part.part in {s.key for s in self._subjects} for part in columns):
            raise ValueError(
                _("No column says anything about a thing yet. Choose for one what it speaks of.")
            )
        try:
            return checked(TableMapping(tuple(self._subjects), tuple(self._links), tuple(columns)))
        except (KeyError, ValueError) as error:
            raise ValueError(
                _("A link does not fit the things that it joins. Choose another kind.")
            ) from error

    # --- things and links

    def _show_parts(self) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heading = PlainLabel(_("A row speaks of"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._parts.addWidget(heading)
        for at, subject in enumerate(self._subjects):
            self._parts.addWidget(self._subject_row(at, subject))
        self._parts.addWidget(_button(_("&Another thing"), self.add_subject))
        for at, link in enumerate(self._links):
            self._parts.addWidget(self._link_row(at, link))
        if len(self._subjects) > 1:
            self._parts.addWidget(_button(_("Another &link"), self.add_link))
        self._parts.addStretch(1)

    def _subject_row(self, at: int, subject: SubjectPart) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        name = _("Thing {letter}").format(letter=subject.key.upper())
        kind = _choice(name, form_choices.node_types(), subject.node_type)
        kind.activated.connect(lambda _i: self._set_type(at, str(kind.currentData())))
        line = QHBoxLayout()
        line.addWidget(QLabel(f"{subject.key.upper()}:"))
        line.addWidget(kind, 1)
        if len(self._subjects) > 1:
            line.addWidget(_button(_("Remove"), lambda: self._drop_subject(at)))
        column.addLayout(line)
        caption = ontology().nodes[subject.node_type].caption[0]
        words = _("Rows with the same “{property}” mean the same one")
        declared = ontology().property(
            subject.node_type, subject.same or self._naming(subject.key) or caption
        )
        row = WrappedCheck(words.format(property=declared.label))
        same = row.box
        same.setChecked(bool(subject.same))
        same.setToolTip(
            plain_tip(_("For lists that name things; equal names of persons may be two persons."))
        )
        same.toggled.connect(lambda on: self._set_same(at, declared.id if on else ""))
        column.addWidget(row)
        return box

    def _naming(self, key: str) -> str:
        """The property by which the columns name a thing, "" if they do not."""
        node_type = next(s.node_type for s in self._subjects if s.key == key)
        naming = (*ontology().nodes[node_type].caption, "identifier")
        said = {c.meaning for c in self.columns.values() if c.part == key}
        return next((name for name in naming if name in said), "")

    def _link_row(self, at: int, link: LinkPart) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        keys = [(s.key, s.key.upper()) for s in self._subjects]
        start = _choice(_("From"), keys, link.start)
        end = _choice(_("To"), keys, link.end)
        types = {s.key: s.node_type for s in self._subjects}
        kinds = form_choices.link_types(types[link.start], types[link.end])
        kind = _choice(_("Kind of link"), kinds, link.link_type)

        def moved(_index: int) -> None:
            self._set_link(
                at, str(start.currentData()), str(end.currentData()), str(kind.currentData() or "")
            )

        for field in (start, end, kind):
            field.activated.connect(moved)
        ends = QHBoxLayout()
        ends.addWidget(start)
        ends.addWidget(QLabel("→"))
        ends.addWidget(end)
        ends.addStretch(1)
        ends.addWidget(_button(_("Remove"), lambda: self._drop_link(at)))
        column.addLayout(ends)
        column.addWidget(kind)
        return box

    def add_subject(self) -> None:
        """One more thing that every row speaks of."""
        used = {s.key for s in self._subjects}
        free = next((letter for letter in _LETTERS if letter not in used), "")
        if free:
            self._subjects.append(SubjectPart(free, next(iter(ontology().nodes))))
            self._parts_changed()

    def add_link(self) -> None:
        """One more link, of the first kind that fits the first two things."""
        for start in self._subjects:
            for end in self._subjects:
                kinds = form_choices.link_types(start.node_type, end.node_type)
                key = f"{start.key}-{end.key}"
                if start.key != end.key and kinds and key not in {x.key for x in self._links}:
                    self._links.append(LinkPart(key, kinds[0][0], start.key, end.key))
                    self._parts_changed()
                    return

    def _set_type(self, at: int, node_type: str) -> None:
        key = self._subjects[at].key
        self._subjects[at] = SubjectPart(key, node_type)
        known = {p.id for p in ontology().nodes[node_type].properties}
        self.columns = {i: c for i, c in self.columns.items() if c.part != key or c.meaning in known}
        self._links = [self._refitted(link) for link in self._links]
        self._parts_changed()

    def _refitted(self, link: LinkPart) -> LinkPart:
        types = {s.key: s.node_type for s in self._subjects}
        kinds = [kind for kind, _words in form_choices.link_types(types[link.start], types[link.end])]
        fits = link.link_type if link.link_type in kinds else (kinds[0] if kinds else link.link_type)
        return LinkPart(link.key, fits, link.start, link.end)

    def _set_same(self, at: int, same: str) -> None:
        self._subjects[at] = SubjectPart(self._subjects[at].key, self._subjects[at].node_type, same)

    def _set_link(self, at: int, start: str, end: str, kind: str) -> None:
        if start != end:
            self._links[at] = self._refitted(LinkPart(self._links[at].key, kind, start, end))
        self._parts_changed()

    def _drop_subject(self, at: int) -> None:
        gone = self._subjects.pop(at).key
        links = {x.key for x in self._links if gone in (x.start, x.end)}
        self._links = [x for x in self._links if x.key not in links]
        self.columns = {i: c for i, c in self.columns.items() if c.part not in links | {gone}}
        self._parts_changed()

    def _drop_link(self, at: int) -> None:
        gone = self._links.pop(at).key
        self.columns = {i: c for i, c in self.columns.items() if c.part != gone}
        self._parts_changed()

    def _parts_changed(self) -> None:
        self._show_parts()
        self._show_columns()

    # --- columns

    def _show_columns(self) -> None:
        found = self._found
        if found is None:
            return
        self.table.setRowCount(len(found.columns))
        for at, name in enumerate(found.columns):
            title = visible(name) or _("Column {no}").format(no=at + 1)
            self.table.setItem(at, 0, _text_item(title))
            self.table.setItem(at, 1, _text_item(visible(" · ".join(found.examples[at]))))
            if found.banned[at]:
                words = _("may not be recorded ({attribute})").format(attribute=_(found.banned[at]))
                for x in (2, 3, 4, 5):
                    self.table.removeCellWidget(at, x)
                    self.table.setItem(at, x, _text_item(words if x == 2 else ""))
                continue
            self._show_column(at, title)

    def _show_column(self, at: int, title: str) -> None:
        part = self.columns.get(at)
        parts = [("", _("left out"))]
        parts += [(s.key, f"{s.key.upper()}: {ontology().nodes[s.node_type].label}") for s in self._subjects]
        parts += [
            (x.key, f"{x.start.upper()} → {x.end.upper()}: {ontology().links[x.link_type].label}")
            for x in self._links
        ]
        parts.append((ROW, _("the row itself")))
        speaks = _choice(_("{column}: speaks of").format(column=title), parts, part.part if part else "")
        means = _choice(_("{column}: as").format(column=title), (), "")
        sure = _choice(
            _("{column}: credibility").format(column=title),
            [("", _("as the file")), *form_choices.credibility()],
            part.frame.credibility if part else "",
        )
        may = _choice(
            _("{column}: handling").format(column=title),
            [("", _("as the file")), *form_choices.handling()],
            part.frame.handling if part else "",
        )

        def offer_meanings(current: str) -> None:
            means.clear()
            for value, words in self._meanings(str(speaks.currentData() or "")):
                means.addItem(words, value)
            means.setCurrentIndex(max(means.findData(current), 0))

        def keep() -> None:
            self._keep(at, speaks, means, sure, may)

        def moved(_index: int) -> None:
            offer_meanings("")
            keep()

        offer_meanings(part.meaning if part else "")
        speaks.activated.connect(moved)
        for field in (means, sure, may):
            field.activated.connect(lambda _index: keep())
        self._settle(speaks, means, sure, may)
        for x, field in ((2, speaks), (3, means), (4, sure), (5, may)):
            self.table.setCellWidget(at, x, field)

    def _meanings(self, key: str) -> Sequence[tuple[str, str]]:
        if key == ROW:
            return [(meaning, _(words)) for meaning, words in ROW_MEANINGS.items()]
        types = {s.key: s.node_type for s in self._subjects} | {x.key: x.link_type for x in self._links}
        return form_choices.properties(types[key]) if key in types else ()

    def _keep(self, at: int, speaks: QComboBox, means: QComboBox, sure: QComboBox, may: QComboBox) -> None:
        found = self._found
        part, meaning = str(speaks.currentData() or ""), str(means.currentData() or "")
        if found is None or not part or not meaning:
            self.columns.pop(at, None)
        else:
            frame = Frame(credibility=str(sure.currentData() or ""), handling=str(may.currentData() or ""))
            self.columns[at] = ColumnPart(found.columns[at], part, meaning, frame)
        self._settle(speaks, means, sure, may)
        self._show_parts()

    @staticmethod
    def _settle(speaks: QComboBox, means: QComboBox, sure: QComboBox, may: QComboBox) -> None:
        part = str(speaks.currentData() or "")
        means.setEnabled(bool(part))
        for field in (sure, may):
            field.setEnabled(bool(part) and part != ROW)


def _column_table() -> QTableWidget:
    table = QTableWidget(0, 6)
    table.setAccessibleName(_("Columns and what they mean"))
    table.setHorizontalHeaderLabels(
        [_("Column"), _("First values"), _("Speaks of"), _("As"), _("Credibility"), _("Handling")]
    )
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_HEIGHT)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for at, width in enumerate((130, 150, 190, 170, 110, 110)):
        table.setColumnWidth(at, width)
    table.horizontalHeader().setStretchLastSection(True)
    return table


def _choice(name: str, choices: Sequence[tuple[str, str]], current: str) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(4)
    # A wheel over a long table must not change what a column means.
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for value, words in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(field.findData(current), 0))
    return field


def _button(text: str, done: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda _checked=False: done())
    return button


def _text_item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text[:200])
    item.setToolTip(plain_tip(text))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
