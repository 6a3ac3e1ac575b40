"""The form for the office's briefing templates: parts and their order, a text of its own, the sign."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _, language
from app.store.store import Store
from ui.shell.inline_form import InlineForm
from ui.shell.late_import import load_late
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action

_WORK = "ui.case.briefing_template_work"
_ID = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 206
_TEXT_HEIGHT = 64


def part_words() -> dict[str, str]:
    """Return the names of the parts, in their usual order."""
    return {
        "cover": _("Cover"),
        "reading_aid": _("Reading aid"),
        "situation": _("Situation on one page"),
        "decisions": _("Decisions wanted"),
        "open_measures": _("Open measures"),
        "timeline": _("Timeline"),
        "facts": _("Facts"),
        "subjects": _("Subjects"),
        "chart": _("Link chart"),
        "assessment": _("Assessment"),
        "finances": _("Assets and money"),
        "money_flows": _("Flows of money"),
        "ownership": _("Chain of ownership"),
        "wealth": _("Income and assets"),
        "career": _("Career"),
        "ended_measures": _("Measures ended"),
        "sources": _("Sources"),
        "distribution": _("Distribution and data protection"),
    }


class TemplateForm(InlineForm):
    """Ticked parts are printed in the order of the list; the cover stays first."""

    def __init__(self) -> None:
        super().__init__(_("Template of the office"), _("Save the template"))
        self.sign: Path | None = None
        self.add_text("name", _("Name"))
        self.parts = QListWidget()
        self.parts.setAccessibleName(_("Parts in their order"))
        self.parts.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.parts.setFixedHeight(_LIST_HEIGHT)
        self.up = make_action(self, _("Up"), "chevron-up", partial(self.move_part, -1))
        self.down = make_action(self, _("Down"), "chevron-down", partial(self.move_part, 1))
        self.choose = make_action(self, _("Sign …"), "file-text", self.choose_sign)
        row = QHBoxLayout()
        for action in (self.up, self.down):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addWidget(labelled_button(self.choose))
        row.addStretch(1)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        column.addLayout(row)
        self.sign_name = MutedLabel()
        column.addWidget(self.sign_name)
        self.add_widget(box)
        self.add_choice("part", _("Text of your own in"), tuple(part_words().items()), "situation")
        self.add_text("heading", _("Heading of the text"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self._add("text", _("Text"), self.text)
        self.require("name")

    def show_template(self, kept: Any) -> None:
        """Fill the form from a template."""
        words = part_words()
        self.set_value("name", kept.name)
        self.parts.clear()
        for part in (*kept.parts, *(p for p in words if p not in kept.parts)):
            item = QListWidgetItem(words[part])
            item.setData(_ID, part)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if part in kept.parts else Qt.CheckState.Unchecked)
            self.parts.addItem(item)
        self.sign_name.setText(_("with a sign") if kept.logo else _("without a sign"))
        for text in kept.texts[:1]:
            heading, said = text.said(language())
            self.set_value("part", text.part)
            self.set_value("heading", heading)
            self.set_value("text", said)

    def chosen_parts(self) -> list[str]:
        """Return the ticked parts in the order of the list."""
        items = (self.parts.item(row) for row in range(self.parts.count()))
        return [str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def move_part(self, by: int) -> None:
        """Move the part that is chosen up or down by one."""
        row = self.parts.currentRow()
        if row >= 0 and 0 <= row + by < self.parts.count():
            self.parts.insertItem(row + by, self.parts.takeItem(row))
            self.parts.setCurrentRow(row + by)

    def choose_sign(self) -> None:
        """Ask for the picture file of the sign."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Sign of the office"), "", "PNG, SVG (*.png *.svg)")
        if name:
            self.take_sign(Path(name))

    def take_sign(self, path: Path) -> None:
        """Use this picture as the sign; what is wrong with it is said when the template is saved."""
        self.sign = path
        self.sign_name.setText(path.name)


class TemplateSide(QWidget):
    """Holds the form while there is one; says when it comes and goes."""

    opened = Signal(bool)

    def __init__(self, session: Session, changed: Callable[[str], object]) -> None:
        super().__init__()
        self.session, self._tell = session, changed
        self.form: TemplateForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def begin(self, name: str) -> None:
        """Show the form for a saved template, "" for a new one."""
        self.end()
        self.session.read(self, partial(_read, name=name), self._show)

    def _show(self, kept: Any) -> None:
        self.end()
        form = TemplateForm()
        form.show_template(kept)
        form.submitted.connect(lambda values: self._save(kept, values))
        form.cancelled.connect(self.end)
        self.form = form
        self._column.addWidget(form)
        self.opened.emit(True)
        form.focus_first()

    def _save(self, kept: Any, values: dict[str, str]) -> None:
        form = self.form
        if form is None:
            return
        work = partial(_save, kept=kept, values=values, parts=form.chosen_parts(), sign=form.sign)
        form.set_busy(True)
        self.session.write(self, work, self._saved, self._refused)

    def _saved(self, name: str) -> None:
        self.end()
        self._tell(name)

    def _refused(self, error: UserError) -> None:
        if self.form is not None:
            self.form.set_busy(False)
            self.form.show_error(error, "name")

    def end(self) -> None:
        """Take the form away."""
        if self.form is not None:
            self.form.deleteLater()
            self.form = None
            self.opened.emit(False)


def _read(store: Store, name: str) -> Any:
    return load_late(_WORK).read(store, name)


def _save(store: Store, kept: Any, values: dict[str, str], parts: list[str], sign: Path | None) -> str:
    name: str = load_late(_WORK).save(store, kept, values, parts, sign)
    return name
