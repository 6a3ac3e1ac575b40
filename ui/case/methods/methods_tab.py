"""The methods of a case: which there are, their pages, and the forms beside them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import FINDING, Method, MethodKind, MethodPart, PartKind
from app.base.method_words import method_word, part_word
from app.casework import method_copies, method_links, method_parts, methods, own_templates
from app.conference import barrier_measures
from app.policy.release import ReleaseRequest
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.form_side import FormSide
from ui.case.methods import method_forms
from ui.case.methods.method_forms import CitationForm, MethodForm, PartForm, RatingForm
from ui.case.methods.method_views import ADDS, MethodViews
from ui.case.methods.methods_query import Beside, load_beside
from ui.case.methods.workshop_window import WorkshopWindow
from ui.case.paper_form import CasePaperForm
from ui.shell.late_import import load_late
from ui.widgets.empty_state import EmptyState
from ui.widgets.page_tabs import PageTabs
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import ButtonRow, make_action

Command = Callable[[Store, str, dict[str, str]], Change]


class MethodsTab(CaseTab):
    """One method at a time: its pages below, a form at the right while one is needed."""

    key = "methods"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.beside = Beside()
        self.method: Method | None = None
        self.workshop: WorkshopWindow | None = None
        self._wanted = ""
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("Method"))
        self.chooser.setMinimumContentsLength(26)
        self.question = MutedLabel()
        self.views = MethodViews()
        self.pages = PageTabs(_("Pages of the method"))
        self.side = FormSide()
        self.empty = EmptyState(
            "columns-3",
            _("A method turns findings into an answer. Begin the first one with Ctrl+Shift+M."),
        )
        self.empty.add_button(_("Begin a method"), self.begin_method)
        self.stack = QStackedWidget()
        self._make_actions()
        self._lay_out()
        self.chooser.activated.connect(lambda _index: self._choose(str(self.chooser.currentData() or "")))
        self.pages.chosen.connect(lambda _key: self._show_page())
        self.views.opened.connect(self.open_part)
        self.views.add_wanted.connect(self.begin_cell)
        self.views.take_out_wanted.connect(self._take_out)

    def _make_actions(self) -> None:
        act = partial(make_action, self)
        self.new_method = act(_("New method"), "circle-plus", self.begin_method, shortcut="Ctrl+Shift+M")
        self.change_method = act(_("Name and question"), "pencil", self.begin_change)
        self.copy_action = act(_("Copy method"), "copy", self.copy)
        self.add_action = act(_("New step"), "plus", self.begin_part, shortcut="Ctrl+Shift+A")
        self.evidence_action = act(
            _("Evidence: a finding"), "pin", self.begin_evidence, shortcut="Ctrl+Shift+B"
        )
        self.absence_action = act(_("Evidence: not found"), "circle-x", self.begin_absence)
        self.cite_action = act(_("Cite a finding"), "pin", self.begin_citation, shortcut="Ctrl+Shift+K")
        self.ask_action = act(_("Make a question of it"), "circle-help", self.make_question)
        self.task_action = act(_("Make a task of it"), "clipboard-list", self.make_task)
        self.plan_action = act(_("Agree as measures"), "clipboard-check", self.agree)
        self.workshop_action = act(_("On the projector"), "presentation", self.open_workshop, shortcut="F11")
        self.print_form = CasePaperForm(self.desk, _("method"), self._write_paper)
        self.print_action = act(_("Print"), "file-down", self.print_form.ask)
        self.template_action = act(_("Keep steps as template"), "layout-grid", self.keep_template)

    def _lay_out(self) -> None:
        first = (self.new_method, self.change_method, self.copy_action, None, self.add_action)
        asking = (self.evidence_action, self.absence_action, self.cite_action, self.ask_action)
        last = (self.task_action, None, self.plan_action, self.workshop_action, self.template_action)
        self.buttons = ButtonRow([*first, *asking, *last, self.print_action])
        head = QVBoxLayout()
        head.setContentsMargins(14, 6, 14, 2)
        head.setSpacing(2)
        head.addWidget(self.chooser, alignment=Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.question)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages)
        column.addWidget(self.views, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(shown)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.buttons)
        main.addWidget(self.stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(main, 1)
        whole.addWidget(self.side)
        whole.addWidget(self.print_form)

    # --- CaseTab

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        read = partial(load_beside, case_id=data.header.id)
        self.desk.session.read(self, read, partial(self._show, data))

    def find_here(self) -> None:
        """See CaseTab."""
        self.views.find_here()

    def _show(self, data: CaseData, beside: Beside) -> None:
        self.beside = beside
        known = {m.id: m for m in data.records.methods}
        before = self._wanted or (self.method.id if self.method else "")
        self._wanted = ""
        self.method = known.get(before) or next(iter(known.values()), None)
        self.chooser.clear()
        for method in known.values():
            kind = "" if method.sender else f" ({method_word(method.kind)})"
            self.chooser.addItem(f"{method.title}{kind}", method.id)
        self.stack.setCurrentIndex(1 if known else 0)
        if self.method is not None:
            self.chooser.setCurrentIndex(self.chooser.findData(self.method.id))
        self._show_method(data)

    def _show_method(self, data: CaseData) -> None:
        method = self.method
        if method is not None:
            came = _("From {office}; it stays as it came. Copy it to work on it.")
            office = data.agency_name(method.sender_agency) if method.sender_agency else method.sender
            self.question.setText(came.format(office=office) if method.sender else method.question)
            self._offer_pages(method)
            self.views.show_method(data, method, self.beside)
            if self.workshop is not None and method.id == self.workshop.method_id:
                self.workshop.show_model(data, method)
        self._offer_actions()

    def _offer_pages(self, method: Method) -> None:
        keys = self.views.pages_of(method.kind)
        if self.pages.keys() != tuple(key for key, _words in keys):
            self.pages.set_pages(keys)

    def _show_page(self) -> None:
        self.views.show_page(self.page())
        self._offer_actions()

    def page(self) -> str:
        """Return the key of the page that is shown, "" while there is none."""
        return self.pages.current()

    def show_page(self, key: str) -> None:
        """Show a page of the method; one that it does not have changes nothing."""
        self.pages.choose(key)

    def _offer_actions(self) -> None:
        kind = self.method.kind if self.method else None
        adds = self._adds()
        model, matrix = kind is MethodKind.BARRIERS, kind is MethodKind.HYPOTHESES
        asking = matrix or kind is MethodKind.ASSUMPTIONS
        own = self.method is not None and not self.method.sender
        model, matrix, asking = model and own, matrix and own, asking and own
        self.change_method.setVisible(own)
        self.copy_action.setVisible(kind is not None)
        self.add_action.setVisible(adds is not None and own)
        if adds is not None:
            self.add_action.setText(_("Add: {part}").format(part=part_word(adds)))
        shown: tuple[tuple[QAction, bool], ...] = (
            (self.evidence_action, matrix), (self.absence_action, matrix), (self.ask_action, asking),
            (self.task_action, asking), (self.plan_action, model), (self.workshop_action, model),
            (self.template_action, model), (self.cite_action, own),
            (self.print_action, kind is not None),
        )  # fmt: skip
        for action, wanted in shown:
            action.setVisible(wanted)
        for button in self.buttons.findChildren(QToolButton):
            button.setVisible(button.defaultAction().isVisible())

    def _adds(self) -> PartKind | None:
        if self.method is None:
            return None
        return ADDS.get((self.method.kind, self.page()), ADDS.get((self.method.kind, "")))

    def _choose(self, method_id: str) -> None:
        data = self.desk.data
        if data is None:
            return
        self.side.leave()
        self.method = next((m for m in data.records.methods if m.id == method_id), None)
        self._show_method(data)

    # --- what is done

    def begin_method(self) -> None:
        """Open the form for a new method."""
        self._place(MethodForm(self.beside), new=True)

    def begin_change(self) -> None:
        """Open the form for name and question."""
        if self.method is not None:
            form = MethodForm(self.beside, self.method)
            form.taken_out.connect(lambda i: self._write(lambda store: methods.delete(store, i)))
            self._place(form)

    def begin_part(self) -> None:
        """Open the form for what the page shown is made of: a step, a hypothesis, an assumption ..."""
        kind = self._adds()
        if kind is not None:
            self._begin(kind)

    def begin_cell(self, step_id: str, column: str) -> None:
        """Open the form for something at a step."""
        self._begin(PartKind(column), step_id)

    def begin_absence(self) -> None:
        """Open the form for evidence that was looked for and not found."""
        self._begin(PartKind.EVIDENCE)

    def begin_evidence(self) -> None:
        """Open the form that takes a finding as a row."""
        if self.method is not None and self.desk.data is not None:
            self._place(CitationForm(self.desk.data, self.method))

    def begin_citation(self) -> None:
        """Open the form that lets the part under the cursor rest on a finding."""
        part = self._selected()
        if part is not None and self.method is not None and self.desk.data is not None:
            self._place(CitationForm(self.desk.data, self.method, part))

    def open_part(self, part_id: str) -> None:
        """Open the form of a part; a cell or a row of the matrix opens the rating of its row."""
        method, data = self.method, self.desk.data
        if method is None or data is None:
            return
        part = next((p for p in method.parts if p.id == part_id.partition("/")[0]), None)
        if part is None:
            return
        if method.sender:
            self.desk.session.refused.emit(methods.sent_refusal(method))
            return
        if part.kind is PartKind.EVIDENCE and ("/" in part_id or part.role == FINDING):
            rating = RatingForm(data, method, part, self.beside.user)
            rating.taken_out.connect(self._take_out)
            self._place(rating)
            return
        form = PartForm(data, self.beside, method, part.kind, part)
        form.taken_out.connect(self._take_out)
        form.let_go.connect(lambda p, f: self._write(lambda store: method_parts.let_go(store, p, f)))
        self._place(form)

    def copy(self) -> None:
        """Copy the method as one of the office's own, and show the copy."""
        method = self.method
        if method is not None:
            self.desk.session.write(
                self, partial(method_copies.copy, method_id=method.id), partial(self._sent, True)
            )

    def make_question(self) -> None:
        """Put what the part under the cursor says into the gap table."""
        part = self._selected()
        if part is not None:
            self._write(lambda store: method_links.ask(store, part.id))

    def make_task(self) -> None:
        """Make a task of the collection plan of what the part under the cursor says."""
        part = self._selected()
        if part is not None:
            self._write(lambda store: method_links.assign(store, part.id))

    def agree(self) -> None:
        """Make measures of all barriers that are ready."""
        if self.method is not None:
            method_id = self.method.id
            self._write(lambda store: barrier_measures.agree_all(store, method_id))

    def keep_template(self) -> None:
        """Keep the steps of the model as a template of the office, under the model's name."""
        method = self.method
        if method is not None:
            said = _("Template kept: {name}.").format(name=method.title)
            done = partial(self.desk.session.announce, said, self.desk.case_id, frozenset({"meta"}))
            self.desk.session.write(
                self, lambda store: own_templates.keep(store, method, method.title), lambda _none: done()
            )

    def open_workshop(self) -> None:
        """Show the matrix alone, full screen; there is one such window at a time."""
        if self.method is None or self.desk.data is None or self.method.kind is not MethodKind.BARRIERS:
            return
        if self.workshop is not None:
            self.workshop.close()
        self.workshop = WorkshopWindow(self.desk.session, self.method.id, self.window())
        self.workshop.closed.connect(self._workshop_closed)
        self.workshop.show_model(self.desk.data, self.method)
        self.workshop.showFullScreen()
        self.workshop.grid.focus_spot(0, 1)

    def _workshop_closed(self) -> None:
        self.workshop = None

    def _write_paper(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        pages, papers = load_late("app.briefing.method_paper"), load_late("app.handover.case_papers")
        compose = partial(pages.compose_method, method_id=self.method.id if self.method else "")
        written: object = papers.write_case_paper(
            store, self.desk.case_id, request, path, "method", compose, language=values["language"]
        )
        return written

    # --- forms

    def _begin(self, kind: PartKind, above_id: str = "") -> None:
        if self.method is not None and self.desk.data is not None:
            self._place(PartForm(self.desk.data, self.beside, self.method, kind, above_id=above_id))

    def _selected(self) -> MethodPart | None:
        chosen = self.views.selected().partition("/")[0]
        part = next((p for p in self.method.parts if p.id == chosen), None) if self.method else None
        if part is None:
            self.desk.session.refused.emit(
                UserError(
                    "method.nothing",
                    _("Nothing is selected."),
                    _("Put the cursor on a part of the method first."),
                )
            )
        return part

    def _place(self, form: MethodForm | PartForm | CitationForm | RatingForm, *, new: bool = False) -> None:
        case_id = self.desk.case_id
        command: Command = form.command

        def send(values: dict[str, str]) -> None:
            form.set_busy(True)
            self.desk.session.write(
                form,
                lambda store: command(store, case_id, values),
                partial(self._sent, new),
                partial(self.side.refused, form, method_forms.field_of),
            )

        form.submitted.connect(send)
        self.side.place(form)

    def _sent(self, new: bool, change: Change) -> None:
        self._wanted = change.ids[0] if new else ""
        self.side.leave()

    def _take_out(self, part_id: str) -> None:
        self._write(lambda store: method_parts.remove(store, part_id.partition("/")[0]))

    def _write(self, command: Callable[[Store], Change]) -> None:
        if self.side.form is not None:
            self.side.leave()
        self.desk.session.write(self, command)
