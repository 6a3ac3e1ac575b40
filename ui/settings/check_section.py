"""The check of the store in the window: what was looked at, and what was found."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.settings.check_query import CheckLine, check, confirm_older, count_anew, verdict
from ui.shell.inline_form import InlineForm
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_TOUCHED = frozenset({"meta"})


class CheckSection(QWidget):
    """Self-contained: it reads and writes through the session; put it into any page."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.verdict = PlainLabel()
        self.progress = ProgressRow()
        self.progress.setMaximumWidth(560)
        self.now = make_action(self, _("Check now"), "shield-check", self.check)
        self.deep = make_action(self, _("Check every document as well"), "file-check-2", self.check_all)
        self.recount = make_action(self, _("Count anew"), "refresh-cw", self.count_anew)
        self.older = _OlderForm()
        self.older.submitted.connect(self._confirm)
        self.table = TableView[CheckLine](_columns(), _("Not checked yet."), name=_("Check of the store"))
        self._lay_out()
        self._show(())
        session.lock_wanted.connect(self.progress.cancel)

    def _lay_out(self) -> None:
        explained = MutedLabel(
            _(
                "Looks at the keys, every page of the file, the chain of the log, references, the search "
                "index, documents and the numbers kept of cases, and whether the store was put back to an "
                "older state. Everybody may go on working."
            )
        )
        explained.setMaximumWidth(720)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        column.addWidget(Heading(_("Check of the store")))
        column.addWidget(explained)
        column.addWidget(ButtonRow([self.now, self.deep, self.recount]))
        column.addWidget(self.progress)
        column.addWidget(self.verdict)
        column.addWidget(self.older)
        column.addWidget(self.table, 1)

    def check(self) -> None:
        """Check the store beside the window."""
        self._begin(deep=False)

    def check_all(self) -> None:
        """Read every document as well, and count possible duplicates again."""
        self._begin(deep=True)

    def count_anew(self) -> None:
        """Drop the numbers kept of cases, and check again."""
        self.recount.setEnabled(False)
        self.session.write(self, count_anew, lambda _done: self._counted(), self._failed)

    def _confirm(self, values: dict[str, str]) -> None:
        write = partial(confirm_older, reason=values["reason"])
        self.session.write(self, write, lambda _done: self._confirmed(), self._not_confirmed)

    def _confirmed(self) -> None:
        self.older.set_value("reason", "")
        self.session.announce(_("Older state confirmed"), "", _TOUCHED)
        self.check()

    def _not_confirmed(self, error: UserError) -> None:
        self.older.show_error(error, "reason")

    def _counted(self) -> None:
        self.session.announce(_("Numbers kept of cases dropped"), "", _TOUCHED)
        self.check()

    def _begin(self, *, deep: bool) -> None:
        told = self.progress.begin(_("The store is being checked; you can go on working."))
        self.verdict.hide()
        self._follow()
        self.session.read(self, partial(check, progress=told, deep=deep), self._checked, self._failed)

    def _checked(self, lines: tuple[CheckLine, ...] | None) -> None:
        self.progress.end()
        if lines is None:
            self._follow()
            self.session.noted.emit(_("Stopped; what was not looked at is not known."))
        else:
            self._show(lines)

    def _failed(self, error: UserError) -> None:
        self.progress.end()
        self._follow()
        self.session.refused.emit(error)

    def _show(self, lines: tuple[CheckLine, ...]) -> None:
        self.table.set_rows(lines)
        self.verdict.setText(verdict(lines))
        self.verdict.setVisible(bool(lines))
        self.older.setVisible(any(line.older for line in lines))
        self._follow()

    def _follow(self) -> None:
        free = not self.progress.busy()
        self.now.setEnabled(free)
        self.deep.setEnabled(free)
        self.recount.setEnabled(free and any(line.miscounted for line in self.table.model.rows))


class _OlderForm(InlineForm):
    """Why an older state of the store is meant to be."""

    drafted = False

    def __init__(self) -> None:
        super().__init__("", _("This older state is meant to be"), cancel=False)
        self.setMaximumWidth(560)
        self.add_text("reason", _("Who put it back, and why"))
        self.require("reason")


def _sign(line: CheckLine) -> str:
    if not line.done:
        return "clock"
    return "circle-check" if line.ok else "triangle-alert"


def _columns() -> tuple[Column[CheckLine], ...]:
    return (
        Column("what", lambda: _("What was looked at"), lambda line: line.what, width=260),
        Column(
            "result",
            lambda: _("Result"),
            lambda line: line.result,
            icon=_sign,
            width=160,
        ),
        Column("detail", lambda: _("Details"), lambda line: line.detail, muted=True, width=420),
    )
