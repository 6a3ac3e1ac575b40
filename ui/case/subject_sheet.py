"""The selected subject with all fields of its type: what is stated, and folded away what is not yet."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.case.inspector_query import SubjectText
from ui.case.line_button import LineButton
from ui.widgets.badge import Badge
from ui.widgets.icons import icon
from ui.widgets.inspector_form import FieldBlock, FieldLines, FindingBlock, FindingLine, InspectorForm
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel


class SubjectSheet(InspectorForm):
    """Every field with its findings; all steps can be asked for from the finding that has the focus."""

    add_wanted = Signal(str)
    """A new finding for this field ("" for any)."""
    correct_wanted = Signal(str)
    remove_wanted = Signal(str)
    exonerating_wanted = Signal(str)
    history_wanted = Signal(str)
    decision_wanted = Signal()
    """The open decision on deletion."""

    def __init__(self, empty_line: str) -> None:
        self.shown: SubjectText | None = None
        self._property_of: dict[str, str] = {}
        self._unfolded = False
        self.fold: LineButton | None = None
        self._empty: QWidget | None = None
        super().__init__(empty_line)

    def clear(self) -> None:
        """See InspectorForm."""
        self.shown = None
        self._property_of = {}
        self.fold = self._empty = None
        super().clear()

    def show_text(self, text: SubjectText, footer: QWidget) -> None:
        """Show a subject; `footer` becomes the sheet's own."""
        focused = self.focused_finding() if self.shown and self.shown.id == text.id else ""
        if self.shown is None or self.shown.id != text.id:
            self._unfolded = False
        self.shown = text
        self._property_of = {f.id: field.property for field in text.fields for f in field.findings}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(2)
        column.addWidget(Heading(text.title))
        column.addWidget(MutedLabel(text.subtitle))
        if text.frozen:
            self._add_frozen(column)
        if text.role_missing:
            column.addSpacing(4)
            column.addWidget(Badge(_("role missing"), "warn"), 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(LineButton(_("State the role …"), lambda: self.add_wanted.emit("role")))
        column.addSpacing(14)
        for lines in field_lines(text):
            block = FieldBlock(lines)
            block.activated.connect(self.finding_activated)
            column.addWidget(block)
        self._add_empty(column, text)
        column.addWidget(footer)
        column.addStretch(1)
        self.setWidget(content)
        if focused:
            self.focus_finding(focused)

    def _add_frozen(self, column: QVBoxLayout) -> None:
        column.addSpacing(4)
        column.addWidget(Badge(_("record frozen"), "warn"), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(
            PlainLabel(
                _(
                    "A decision on deletion is open (section 484(2) StPO). Until then nothing here is "
                    "recorded, changed or handed over."
                )
            )
        )
        column.addWidget(LineButton(_("Decide on deletion …"), self.decision_wanted.emit))

    def _add_empty(self, column: QVBoxLayout, text: SubjectText) -> None:
        self.fold = self._empty = None
        if not text.empty:
            return
        self.fold = LineButton("", self.toggle_empty)
        column.addWidget(self.fold)
        self._empty = QWidget()
        column.addWidget(self._empty)
        self._show_fold()

    def toggle_empty(self) -> None:
        """Unfold the empty fields and go to the first, or fold them again."""
        self._unfolded = not self._unfolded
        self._show_fold()
        if self._unfolded and self._empty is not None:
            first = self._empty.findChild(LineButton)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.ensureWidgetVisible(first)

    def _show_fold(self) -> None:
        if self.fold is None or self._empty is None or self.shown is None:
            return
        count = len(self.shown.empty)
        words = ngettext("{count} empty field (E)", "{count} empty fields (E)", count).format(count=count)
        self.fold.say(words)
        self.fold.setIcon(icon("chevron-down" if self._unfolded else "chevron-right"))
        if self._unfolded and self._empty.layout() is None:
            self._fill_empty(self._empty, self.shown)
        self._empty.setVisible(self._unfolded)

    def _fill_empty(self, part: QWidget, text: SubjectText) -> None:
        # Only once somebody wants to see them: most subjects are read, not filled in.
        inner = QVBoxLayout(part)
        inner.setContentsMargins(10, 0, 0, 8)
        inner.setSpacing(0)
        for name, label in text.empty:
            button = LineButton(label, partial(self.add_wanted.emit, name))
            button.setAccessibleName(_("{field}: nothing stated, add").format(field=label))
            inner.addWidget(button)

    # --- by keyboard

    def blocks(self) -> list[FindingBlock]:
        """Return the findings shown, from top to bottom."""
        content = self.widget()
        return content.findChildren(FindingBlock) if content is not None else []

    def focused_finding(self) -> str:
        """Return the id of the finding that has the focus, "" if none has."""
        return next((block.line.id for block in self.blocks() if block.hasFocus()), "")

    def focus_finding(self, finding_id: str = "") -> None:
        """Go to a finding, to the first one if it is not shown (any more)."""
        blocks = self.blocks()
        found = next((b for b in blocks if b.line.id == finding_id), blocks[0] if blocks else None)
        if found is not None:
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every step at the finding in focus has its key; the line at the end of the sheet names them."""
        finding = self.focused_finding()
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.shown is not None:
            self._step(1 if key == Qt.Key.Key_Down else -1, finding)
        elif key == Qt.Key.Key_Insert and self.shown is not None:
            self.add_wanted.emit(self._property_of.get(finding, ""))
        elif key == Qt.Key.Key_E and not event.modifiers() and self.fold is not None:
            self.toggle_empty()
        elif finding and not event.modifiers() and key in self._steps():
            self._steps()[Qt.Key(key)](finding)
        else:
            super().keyPressEvent(event)

    def _steps(self) -> dict[Qt.Key, Callable[[str], None]]:
        return {
            Qt.Key.Key_F2: self.correct_wanted.emit,
            Qt.Key.Key_Delete: self.remove_wanted.emit,
            Qt.Key.Key_X: self.exonerating_wanted.emit,
            Qt.Key.Key_H: lambda finding: self.history_wanted.emit(self._property_of[finding]),
        }

    def _step(self, by: int, finding: str) -> None:
        ids = [block.line.id for block in self.blocks()]
        if ids:
            at = ids.index(finding) + by if finding in ids else 0
            self.focus_finding(ids[max(0, min(at, len(ids) - 1))])


def field_lines(text: SubjectText) -> list[FieldLines]:
    """Return the fields of a subject as the inspector's widget takes them."""
    return [
        FieldLines(
            field.title,
            tuple(
                FindingLine(f.id, f.value, f.source, f.grading, f.standing, f.agency, f.note, f.flags)
                for f in field.findings
            ),
            field.warn,
        )
        for field in text.fields
    ]


def keys_line() -> str:
    """Return the keys of the sheet in one line."""
    return _(
        "↑ ↓ from finding to finding · Enter opens · F2 corrects · Ins adds · Del restricts or erases · "
        "X exonerating · H history · E empty fields"
    )
