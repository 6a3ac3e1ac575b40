"""The definition of the study: what it fixes, since when, by whom, and every change with its reason."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language
from app.office import study_book
from app.store.roles import Act
from app.store.store import Store
from app.study.definition_input import shown_in, wanted_from
from app.study.definition_lines import definition_lines
from app.study.study_definition import Definition
from app.study.study_history import DesignRecord, Signed
from ui.settings.side_panel import SidePanel
from ui.shell.day_text import moment
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.study.definition_form import DefinitionForm
from ui.study.fact_grid import FactGrid
from ui.study.study_page import StudyPage, head_of
from ui.study.study_query import StudyView, signed_words
from ui.widgets.column import Column
from ui.widgets.plain_label import PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import make_action


class DefinitionPage(StudyPage):
    """What is fixed above, the history of it below, the form at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = PlainLabel()
        self.state.setContentsMargins(20, 4, 20, 0)
        self.facts = FactGrid()
        self.records: TableView[DesignRecord] = TableView(
            _columns(), _("Nothing is fixed yet: fix the definition before careers come in."),
            name=_("Definitions"),
        )  # fmt: skip
        self.fix = make_action(
            self, _("Fix the definition …"), "notebook-pen", self.begin, shortcut="Ctrl+Shift+A"
        )
        self.side = SidePanel()
        self._lay_out()
        offer(session, self, [(self.fix, Act.RECORD)])

    def _lay_out(self) -> None:
        head = head_of(
            _("Definition"),
            _(
                "Fixed before careers are compared: who is in the groups, how pairs are formed, which "
                "outcomes are looked at. It is never replaced; each change is added with its reason."
            ),
        )
        self.facts.grid.setContentsMargins(20, 4, 20, 8)
        # What is narrower than the page would make all of the splitter so.
        facts = QWidget()
        beside = QHBoxLayout(facts)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.facts, 1)
        beside.addStretch(0)
        self.lay_out_parts(head, [self.fix], self.state, [facts, self.records], self.side)

    def heading(self) -> str:
        """See StudyPage."""
        return _("Definition")

    def find_here(self) -> None:
        """See Page."""
        self.records.focus_filter()

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        told, used = view.history, view.history.definition
        self.fix.setText(_("Change the definition …") if used else _("Fix the definition …"))
        if told.matching is not None:
            who = signed_words(Signed(told.matching.at, told.matching.by))
            self.state.setText(_("Locked: the pairs were formed by it ({who}).").format(who=who))
        elif used is not None:
            self.state.setText(_("Fixed ({who}); no pairs yet.").format(who=signed_words(_signed(used))))
        else:
            self.state.setText(_("Nothing is fixed yet."))
        self.facts.show_rows(definition_lines(used.definition, language()) if used else ())
        self.records.set_rows(tuple(reversed(told.designs)))

    # --- the form

    def begin(self) -> None:
        """Open the form, filled with what is in force."""
        if self.view is None:
            return
        told = self.view.history
        used = told.definition
        values = shown_in(used.definition if used else Definition(), language())
        form = DefinitionForm(values, change=used is not None, locked=told.matching is not None)
        form.submitted.connect(partial(self._send, form))
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)
        form.field("group_a").setFocus()

    def _send(self, form: DefinitionForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        self.session.write(form, partial(_record, values=values), self._sent, partial(_refused, form))

    def _sent(self, _record: DesignRecord) -> None:
        self.side.close_form()
        self.tell(_("Definition of the study recorded"))


def _record(store: Store, values: dict[str, str]) -> DesignRecord:
    return study_book.design(store, reason=values.get("reason", ""), **wanted_from(values))


def _refused(form: DefinitionForm, error: UserError) -> None:
    form.set_busy(False)
    form.show_refusal(error)


def _signed(record: DesignRecord) -> Signed:
    return Signed(record.at, record.by)


def _columns() -> tuple[Column[DesignRecord], ...]:
    return (
        Column("at", lambda: _("Fixed"), lambda r: moment(r.at), lambda r: r.at, width=140),
        Column("by", lambda: _("by"), lambda r: r.by, width=110),
        Column(
            "late",
            lambda: _("When"),
            lambda r: _("after results were seen") if r.after_results else _("before results"),
            icon=lambda r: "triangle-alert" if r.after_results else "",
            width=190,
        ),
        Column("reason", lambda: _("Reason of the change"), lambda r: r.reason or "–",
               tooltip=lambda r: r.reason, width=240),
        Column("sha256", lambda: _("Fingerprint (SHA-256)"), lambda r: r.sha256[:24],
               tooltip=lambda r: r.sha256, width=200),
    )  # fmt: skip
