"""The pseudonymised careers by what pairs are formed by, their import, and every row that kept it back."""

from dataclasses import dataclass
from functools import partial

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.handover.study_importing import import_careers
from app.office.study_book import KeptCareers
from app.store.roles import Act
from app.study.career_table import CareerLine
from ui.settings.side_panel import SidePanel
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork, progress_in
from ui.study.career_columns import career_columns
from ui.study.import_careers_form import ImportCareersForm
from ui.study.study_page import StudyPage, head_of
from ui.study.study_query import StudyView, signed_words
from ui.widgets.column import Column
from ui.widgets.plain_label import PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import make_action


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of what kept an import back."""

    id: int
    text: str


class CareersPage(StudyPage):
    """The careers, below them the problems of the last import, the form at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = PlainLabel()
        self.table: TableView[CareerLine] = TableView(
            career_columns(), _("No careers yet: import them once the definition is fixed."),
            name=_("Careers"),
        )  # fmt: skip
        self.problems: TableView[Problem] = TableView(
            _problem_columns(), _("Nothing kept the import back."), name=_("What kept the import back")
        )
        self.problems.hide()
        self.take_in = make_action(
            self, _("Import careers …"), "file-down", self.begin, shortcut="Ctrl+Shift+A"
        )
        self.side = SidePanel()
        self._lay_out()
        offer(session, self, [(self.take_in, Act.RECORD)])

    def _lay_out(self) -> None:
        self.state.setContentsMargins(20, 0, 20, 0)
        head = head_of(
            _("Careers"),
            _(
                "Only what pairs are formed by is shown of a career, never what came after its onset. "
                "Who a code stands for is in the key list, which is no part of the study."
            ),
        )
        self.lay_out_parts(head, [self.take_in], self.state, [self.table, self.problems], self.side)

    def heading(self) -> str:
        """See StudyPage."""
        return _("Careers")

    def find_here(self) -> None:
        """See Page."""
        self.table.focus_filter()

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        self.table.set_rows(view.careers)
        self.state.setText(_state(view))
        # Whoever asks all the same is told why (`study_book.keep_careers`).
        self.take_in.setEnabled(view.history.matching is None and not view.history.seen)

    # --- import

    def begin(self) -> None:
        """Open the form."""
        there = self.view is not None and bool(self.view.careers)
        form = ImportCareersForm(there=there)
        work = StoppableWork(self.session, form, progress_in(form))
        form.submitted.connect(lambda _values: self._send(form, work))
        form.cancelled.connect(self._given_up)
        self.side.open_form(form)
        form.focus_first()

    def _send(self, form: ImportCareersForm, work: StoppableWork) -> None:
        form.set_busy(True)
        careers, events = form.paths()
        read = partial(
            import_careers, careers=careers, events=events, replace=bool(form.values().get("replace"))
        )
        work.write(
            _("Careers are read and checked …"),
            read,
            self._sent,
            partial(self._refused, form),
            stopped=lambda: form.set_busy(False),
        )

    def _sent(self, kept: KeptCareers) -> None:
        self.side.close_form()
        self._show_problems(())
        count = len(kept.careers)
        self.tell(ngettext("{count} career taken in", "{count} careers taken in", count).format(count=count))

    def _refused(self, form: ImportCareersForm, error: UserError) -> None:
        form.set_busy(False)
        form.show_error(error)
        self._show_problems(error.problems)

    def _given_up(self) -> None:
        self.side.close_form()
        self._show_problems(())

    def _show_problems(self, lines: tuple[str, ...]) -> None:
        self.problems.set_rows([Problem(no, line) for no, line in enumerate(lines)])
        self.problems.setVisible(bool(lines))


def _state(view: StudyView) -> str:
    if view.imported is None:
        return ""
    said = [
        _("Imported: {who}.").format(who=signed_words(view.imported)),
        _(
            "Checked: each code once, nothing before birth or after the observation, offences in the order "
            "of their days, no custody that ends before it begins or overlaps."
        ),
    ]
    if view.unequal:
        said.append(view.unequal)
    if view.history.matching is not None:
        said.append(_("The pairs of the study stand; no careers are added or replaced any more."))
    elif view.history.seen:
        said.append(_("Results of the study were seen; no careers are added or replaced any more."))
    return " ".join(said)


def _problem_columns() -> tuple[Column[Problem], ...]:
    return (
        Column("text", lambda: _("What kept the import back"), lambda r: r.text, tooltip=lambda r: r.text),
    )
