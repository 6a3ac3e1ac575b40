"""The briefing: what it is made of, its pages to look at, and the file that is handed over."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language, ngettext
from app.base.progress import Progress
from app.store.roles import Act
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.page_view import ZOOMS, PageView
from ui.shell.inline_form import InlineForm
from ui.shell.late_import import load_late
from ui.shell.offered import offer
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import MutedLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.tool_buttons import labelled_button, make_action

_WORK = "ui.case.briefing_work"
_COPIES = 20


class BriefingTab(CaseTab):
    """Looking at the pages hands nothing over; saving does, and is entered in the ledger."""

    key = "briefing"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.pdf = b""
        self.shown: Any = None
        self.form = InlineForm("", _("Show the pages"), cancel=False)
        self.progress = ProgressRow()
        self.work = StoppableWork(desk.session, self, self.progress)
        self.pages = PageView(self._page_wanted)
        self.empty = EmptyState("file-text", _("“Show the pages” puts the briefing together."))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.pages)
        self.state = MutedLabel()
        self.save_action = make_action(self, _("Save …"), "save", self.save, shortcut="Ctrl+S")
        self.save_action.setEnabled(False)
        offer(desk.session, self, [(self.save_action, Act.RELEASE)])
        self.zoom = QComboBox()
        self._make_form()
        self._lay_out()
        desk.request_changed.connect(self._request_changed)

    def _make_form(self) -> None:
        self.whom = self.form.add_choice("for", _("For whom"), ())
        self.whom.currentIndexChanged.connect(lambda _index: self.desk.eyes_changed.emit())
        self.form.add_choice("language", _("Language"), (("de", "Deutsch"), ("en", "English")), language())
        self.form.add_choice("conference", _("Conference"), ())
        copies = [(str(n), str(n)) for n in range(1, _COPIES + 1)]
        self.form.add_choice("copies", _("Numbered copies"), copies)
        self.form.submitted.connect(lambda _values: self.show_pages())

    def _lay_out(self) -> None:
        self.zoom.setAccessibleName(_("Zoom"))
        for percent in ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.setCurrentIndex(ZOOMS.index(self.pages.zoom))
        self.zoom.activated.connect(lambda _index: self.pages.set_zoom(int(self.zoom.currentData())))
        left = QWidget()
        left.setFixedWidth(300)
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 10, 20, 10)
        column.addWidget(self.form)
        column.addWidget(self.progress)
        column.addWidget(self.state)
        column.addStretch(1)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addWidget(labelled_button(self.save_action))
        bar.addStretch(1)
        bar.addWidget(self.zoom)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(bar)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(left)
        row.addLayout(right, 1)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        conferences = [
            (str(c.no), _("no. {no}, {day}").format(no=c.no, day=c.held_on)) for c in data.records.conferences
        ]
        before = self.form.value("conference")
        self.form.set_choices("conference", [("", _("none")), *conferences], before)
        self._offer_request()

    def eyes(self) -> str:
        """See CaseTab."""
        return str(self.whom.currentText()) if self.form.value("for") == "release" else ""

    def _request_changed(self) -> None:
        if self.desk.data is not None:
            self._offer_request()

    def _offer_request(self) -> None:
        request, data = self.desk.request, self.desk.data
        choices = [("internal", _("internal – not for release"))]
        if request is not None and data is not None:
            choices.append(("release", data.agency_name(request.recipient.id)))
        self.form.set_choices("for", choices, choices[-1][0])
        hint = _("Put a release together under “Release” to make a briefing for an agency.")
        self.state.setText("" if request is not None else hint)

    def show_pages(self) -> None:
        """Put the briefing together and show its pages."""
        self._set_busy(True)
        self.state.setText("")
        values = self.form.values()
        request = self.desk.request if values["for"] == "release" else None
        number = values["conference"]
        choice = (
            request,
            values["language"],
            int(number) if number else None,
            int(values["copies"] or 1),
        )
        work = partial(_draft, case_id=self.desk.case_id, choice=choice)
        text = _("The pages are being put together …")
        self.work.read(text, work, self._drafted, self._refused, stopped=lambda: self._set_busy(False))

    def _set_busy(self, busy: bool) -> None:
        self.form.set_busy(busy)
        self.save_action.setEnabled(not busy and self.shown is not None)

    def _drafted(self, result: tuple[Any, bytes, int]) -> None:
        self.shown, self.pdf, count = result
        self._set_busy(False)
        self.pages.show_pages(count)
        self.stack.setCurrentWidget(self.pages)
        self.state.setText(ngettext("{count} page", "{count} pages", count).format(count=count))

    def _refused(self, error: UserError) -> None:
        self._set_busy(False)
        self.form.show_error(error, "for")

    def _page_wanted(self, number: int) -> None:
        work = partial(_render, self.pdf, number, self.pages.dots_per_inch())
        self.desk.session.tasks.read(self, work, partial(self.pages.show_page, number))

    def save(self) -> None:
        """Ask for a file and hand the briefing over."""
        header = self.desk.data.header if self.desk.data else None
        name = f"{header.reference if header else 'briefing'}.pdf".replace("/", "-")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the briefing"), name, "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Hand the briefing that is shown over, into this file."""
        wish, case_id = self.shown, self.desk.case_id
        self._set_busy(True)
        work = partial(_hand_over, case_id=case_id, wish=wish, path=path)
        text = _("The briefing is being written …")
        self.work.write(text, work, self._saved, self._not_saved, stopped=lambda: self._set_busy(False))

    def _not_saved(self, error: UserError) -> None:
        self._set_busy(False)
        self.desk.session.refused.emit(error)

    def _saved(self, result: Any) -> None:
        self._set_busy(False)
        names = ", ".join(path.name for path in result.files)
        text = _("Saved: {names}.").format(names=names)
        if result.ledger_ids:
            text = " ".join((text, _("The ledger has it.")))
        self.desk.session.announce(text, self.desk.case_id, frozenset({"handover"}))


def _draft(
    store: Store, case_id: str, choice: tuple[Any, str, int | None, int], progress: Progress
) -> tuple[Any, bytes, int]:
    work = load_late(_WORK)
    wish = work.Wish(*choice)
    pdf = work.draft(store, case_id, wish, progress)
    return wish, pdf, work.page_count(pdf)


def _render(pdf: bytes, number: int, dots_per_inch: float) -> QImage:
    page = load_late(_WORK).page_image(pdf, number, dots_per_inch)
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
    return image.copy()


def _hand_over(store: Store, case_id: str, wish: Any, path: Path, progress: Progress) -> Any:
    return load_late(_WORK).hand_over(store, case_id, wish, path, progress)
