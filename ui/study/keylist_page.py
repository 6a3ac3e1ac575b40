"""The key list: encrypted for its keeper into a file of its own; the study never holds it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from app.base.errors import UserError
from app.base.i18n import _
from app.handover.study_keylist import KeyListFile, write_key_list
from app.store.roles import Act
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.study.study_page import TEXT_WIDTH, StudyPage, head_of, note, plain_column
from ui.study.study_query import StudyView
from ui.widgets.badge import Badge
from ui.widgets.plain_label import PlainLabel

_FIELD_OF = {
    "study.keylist_place": "out",
    "study.keylist_recipient": "recipient",
    "study.keylist_rows": "source",
    "study.keylist_codes": "source",
}


class KeyListForm(InlineForm):
    """Gives `source`, `recipient` and `out`."""

    drafted = False

    def __init__(self) -> None:
        super().__init__("", _("Encrypt the key list"), cancel=False)
        self.add_text("source", _("Table of two columns: code and reference"))
        self.source_button = self._choose(_("Choose file …"), _("Choose the table"), self._choose_source)
        self.add_text("recipient", _("Public key of its keeper"), hint="age1…")
        self.add_text("out", _("File to write, apart from the study"), hint=_("key-list.age"))
        self.out_button = self._choose(_("Choose place …"), _("Choose the file to write"), self._choose_out)
        self.require("source", "recipient", "out")

    def _choose(self, text: str, name: str, run: object) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.clicked.connect(run)
        self.add_widget(button)
        return button

    def _choose_source(self, _checked: bool = False) -> None:
        kinds = _("Tables (*.csv *.tsv *.txt *.xlsx)")
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose the table"), self.value("source"), kinds)
        if path:
            self.set_value("source", path)

    def _choose_out(self, _checked: bool = False) -> None:
        title, name = _("Choose the file to write"), self.value("out") or _("key-list.age")
        path, _kind = QFileDialog.getSaveFileName(self, title, name, "age (*.age)")
        if path:
            self.set_value("out", path)


class KeyListPage(StudyPage):
    """A warning, a form, and what is to be done with the unencrypted table afterwards."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.warning = Badge(_("Tells who a code stands for: keep it apart from the study"), "warn")
        self.form = KeyListForm()
        self.form.setMaximumWidth(520)
        self.done = PlainLabel(selectable=True)
        self.done.setMaximumWidth(TEXT_WIDTH)
        self.done.hide()
        self.progress_note = note(
            _("The list is checked against the codes of the study: each stands in it once, and nothing else.")
        )
        self._lay_out()
        self.form.submitted.connect(self._send)
        offer(session, self, [(self.form.submit_button, Act.RECORD)])

    def _lay_out(self) -> None:
        column = plain_column(self)
        column.addLayout(
            head_of(
                _("Key list"),
                _(
                    "Which person a code is only the provider knows. The program encrypts the "
                    "provider's list for its keeper into a file outside the study and keeps none of it, "
                    "neither list nor place."
                ),
            )
        )
        inner = QHBoxLayout()
        inner.setContentsMargins(20, 4, 20, 0)
        inner.addWidget(self.warning)
        inner.addStretch(1)
        column.addLayout(inner)
        for part in (self.form, self.progress_note, self.done):
            row = QHBoxLayout()
            row.setContentsMargins(20, 0, 20, 0)
            row.addWidget(part, 1)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

    def heading(self) -> str:
        """See StudyPage."""
        return _("Key list")

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        self.form.submit_button.setEnabled(bool(view.careers))

    def _send(self, values: dict[str, str]) -> None:
        self.form.set_busy(True)
        self.done.hide()
        write = partial(
            write_key_list,
            source=Path(values["source"]),
            out=Path(values["out"]),
            recipient=values["recipient"],
        )
        self.session.write(self, write, partial(self._written, values["source"]), self._refused)

    def _written(self, source: str, made: KeyListFile) -> None:
        self.form.set_busy(False)
        for key in ("source", "out"):
            self.form.set_value(key, "")
        said = _("{file} is written for {count} codes. Destroy {source}: it holds the key list unencrypted.")
        name = Path(source).name
        self.done.setText(said.format(file=made.file.name, count=made.codes, source=name))
        self.done.show()
        self.tell(_("Key list of the study encrypted for its keeper"))

    def _refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.form.show_error(error, _FIELD_OF.get(error.key, "source"))
