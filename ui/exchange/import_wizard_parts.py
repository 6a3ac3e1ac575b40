"""What a row of a table speaks of in the import wizard: things, links, what is the same in every row."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from app.exchange.mapping import REASON, FixedPart, LinkPart, SubjectPart
from app.ontology.catalogue import ontology
from ui.case import form_choices
from ui.exchange.import_wizard_columns import choice
from ui.exchange.import_wizard_draft import MappingDraft, frame_text
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import PlainLabel, plain_tip


class PartsPanel(QWidget):
    """Shows the draft's parts; what is chosen goes into the draft at once."""

    changed = Signal()
    """There are other parts, or a part is of another kind."""
    frame_wanted = Signal(int)
    """How this link is graded is to be chosen."""

    def __init__(self, draft: MappingDraft) -> None:
        super().__init__()
        self._draft = draft
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 8, 12, 8)
        self._column.setSpacing(4)

    def show_parts(self) -> None:
        """Show the draft; the cursor stays at what it was at."""
        at = next(((name, no) for name, no, stop in self._stops() if stop.hasFocus()), None)
        self._show_all()
        if at is not None:
            stops = {(name, no): stop for name, no, stop in self._stops()}
            stops.get(at, self._first).setFocus()

    def focus_says(self, at: int) -> None:
        """Put the cursor where one goes on after grading a link."""
        self._says[at].setFocus()

    def _stops(self) -> list[tuple[str, int, QWidget]]:
        """What Tab leads to, each with its name and which of that name it is."""
        found: list[tuple[str, int, QWidget]] = []
        for stop in self.findChildren(QWidget):
            if stop.focusPolicy() & Qt.FocusPolicy.TabFocus and stop.isVisibleTo(self):
                text = stop.text() if isinstance(stop, QPushButton) else ""
                name = stop.accessibleName() or text
                found.append((name, sum(known == name for known, _no, _stop in found), stop))
        return found

    def _show_all(self) -> None:
        self._says: list[QPushButton] = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(_heading(_("A row speaks of")))
        for at, subject in enumerate(self._draft.subjects):
            self._column.addWidget(self._subject_row(at, subject))
        self._first = _button(_("&Another thing"), self._added(self._draft.add_subject))
        self._column.addWidget(self._first)
        for at, link in enumerate(self._draft.links):
            self._column.addWidget(self._link_row(at, link))
        if len(self._draft.subjects) > 1:
            self._column.addWidget(_button(_("Another &link"), self._added(self._draft.add_link)))
        rest = [(at, f) for at, f in enumerate(self._draft.fixed) if not self._shown_at_link(f)]
        if rest:
            self._column.addWidget(_heading(_("The same in every row")))
        for at, fixed in rest:
            self._column.addWidget(self._fixed_row(at, fixed))
        self._column.addWidget(_button(_("A fixed &value"), self._added(self._draft.add_fixed)))
        self._column.addStretch(1)
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            row = item.widget() if item is not None else None
            if row is not None:
                # Without this it is shown with the next event only, and cannot take the cursor before.
                row.show()

    def _added(self, add: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            add()
            self.changed.emit()

        return done

    def _shown_at_link(self, fixed: FixedPart) -> bool:
        kind = self._draft.types().get(fixed.part, "")
        return fixed.meaning == REASON and form_choices.needs_reason(kind if kind in ontology().links else "")

    # --- things

    def _subject_row(self, at: int, subject: SubjectPart) -> QWidget:
        box, column = _box()
        name = _("Thing {letter}").format(letter=subject.key.upper())
        kind = choice(name, form_choices.node_types(), subject.node_type)
        kind.activated.connect(lambda _i: self._do(self._draft.set_type, at, str(kind.currentData())))
        line = QHBoxLayout()
        line.addWidget(QLabel(f"{subject.key.upper()}:"))
        line.addWidget(kind, 1)
        if len(self._draft.subjects) > 1:
            line.addWidget(_button(_("Remove"), lambda: self._do(self._draft.drop_subject, at), name))
        column.addLayout(line)
        caption = ontology().nodes[subject.node_type].caption[0]
        words = _("Rows with the same “{property}” mean the same one")
        declared = ontology().property(
            subject.node_type, subject.same or self._draft.naming(subject.key) or caption
        )
        row = WrappedCheck(words.format(property=declared.label))
        same = row.box
        same.setChecked(bool(subject.same))
        same.setToolTip(
            plain_tip(_("For lists that name things; equal names of persons may be two persons."))
        )
        same.toggled.connect(lambda on: self._draft.set_same(at, declared.id if on else ""))
        column.addWidget(row)
        return box

    # --- links

    def _link_row(self, at: int, link: LinkPart) -> QWidget:
        box, column = _box()
        keys = [(s.key, s.key.upper()) for s in self._draft.subjects]
        start, end = choice(_("From"), keys, link.start), choice(_("To"), keys, link.end)
        kind = choice(_("Kind of link"), self._draft.kinds(link.start, link.end), link.link_type)
        for field in (start, end, kind):
            field.activated.connect(
                lambda _index: self._do(
                    self._draft.set_link,
                    at,
                    str(start.currentData()),
                    str(end.currentData()),
                    str(kind.currentData() or ""),
                )
            )
        ends = QHBoxLayout()
        ends.addWidget(start)
        ends.addWidget(QLabel("→"))
        ends.addWidget(end)
        ends.addStretch(1)
        name = f"{link.start.upper()} → {link.end.upper()}"
        ends.addWidget(_button(_("Remove"), lambda: self._do(self._draft.drop_link, at), name))
        column.addLayout(ends)
        column.addWidget(kind)
        if form_choices.needs_reason(link.link_type):
            column.addWidget(self._reason(link))
        said = frame_text(link.frame)
        says = _button(_("Grading: {said}").format(said=said), lambda: self.frame_wanted.emit(at), name)
        self._says.append(says)
        column.addWidget(says)
        return box

    def _reason(self, link: LinkPart) -> QLineEdit:
        field = QLineEdit(self._draft.reason(link.key))
        declared = ontology().property(link.link_type, REASON)
        field.setPlaceholderText(_("{property} (for every row)").format(property=declared.label))
        field.setAccessibleName(declared.label)
        field.setAccessibleDescription(field.placeholderText())
        field.setToolTip(plain_tip(field.placeholderText()))
        field.textEdited.connect(lambda text: self._draft.set_reason(link.key, text))
        return field

    # --- the same in every row

    def _fixed_row(self, at: int, fixed: FixedPart) -> QWidget:
        box, column = _box()
        type_id = self._draft.types()[fixed.part]
        part = choice(_("Speaks of"), self._draft.parts(), fixed.part)
        means = choice(_("As"), form_choices.properties(type_id), fixed.meaning)
        declared = ontology().property(type_id, fixed.meaning)
        offered = form_choices.values_of(type_id, fixed.meaning)

        def moved(_index: int) -> None:
            key = str(part.currentData())
            kind = self._draft.types()[key]
            known = [p.id for p in ontology().subject_type(kind).properties]
            meaning = str(means.currentData())
            self._draft.fixed[at] = FixedPart(key, meaning if meaning in known else known[0], "")
            self.changed.emit()

        for field in (part, means):
            field.activated.connect(moved)
        line = QHBoxLayout()
        line.addWidget(part, 1)
        line.addWidget(_button(_("Remove"), lambda: self._do(self._draft.fixed.pop, at), declared.label))
        column.addLayout(line)
        column.addWidget(means)

        def keep(value: str) -> None:
            self._draft.fixed[at] = FixedPart(fixed.part, fixed.meaning, value)

        if offered:
            values = choice(declared.label, (("", _("choose …")), *offered), fixed.value)
            values.activated.connect(lambda _index: keep(str(values.currentData() or "")))
            column.addWidget(values)
        else:
            text = QLineEdit(fixed.value)
            text.setAccessibleName(declared.label)
            text.setPlaceholderText(_("what holds for every row"))
            text.textEdited.connect(keep)
            column.addWidget(text)
        return box

    def _do(self, what: Callable[..., object], *given: object) -> None:
        what(*given)
        self.changed.emit()


def _box() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(2)
    return box, column


def _heading(text: str) -> PlainLabel:
    heading = PlainLabel(text)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    return heading


def _button(text: str, done: Callable[[], None], about: str = "") -> QPushButton:
    button = QPushButton(text)
    if about:
        button.setAccessibleName(f"{text}: {about}")
    button.clicked.connect(lambda _checked=False: done())
    return button
