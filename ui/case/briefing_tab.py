"""The briefing: what it is made of, its pages to look at, and the file that is handed over."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _, language, ngettext
from app.base.progress import Progress
from app.store.roles import Act
from app.store.store import Store
from ui.case.briefing_sheets import BriefingSheetFields, SheetChoice
from ui.case.briefing_template_form import TemplateSide
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.page_view import ZOOMS, PageView
from ui.case.quality_panel import QualityPanel
from ui.case.words import left_out_text
from ui.shell.inline_form import InlineForm
from ui.shell.late_import import load_late
from ui.shell.offered import offer
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import MutedLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.titled import stacked
from ui.widgets.tool_buttons import ButtonRow, make_action
from ui.widgets.turning_split import TurningSplit

_WORK = "ui.case.briefing_work"
_PRINT = "ui.shell.print_dialog"
_TEMPLATES = "app.handover.briefing_templates"
_COPIES = 20
_CHOICES, _PAGES = (316, 560), (400, 420)
"""Pixels in width that each needs beside the other, and in height that it has above or below it."""
_PAUSE_MS = 350
_MM_PER_INCH = 25.4
_CHARTS = "app.casework.charts"
_LIVE = ("for", "language", "conference", "copies", "template", "chart", "sheet")


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
        self.live = StoppableWork(desk.session, self, self.progress, says=False)
        self.again = False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_PAUSE_MS)
        self.pause.timeout.connect(self._redraw)
        self.pages = PageView(self._page_wanted)
        self.empty = EmptyState("file-text", _("“Show the pages” puts the briefing together."))
        self.empty.add_button(_("Show the pages"), self.form.submit)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.pages)
        self.state = MutedLabel()
        self.save_action = make_action(self, _("Save …"), "save", self.save, shortcut="Ctrl+S")
        self.save_action.setEnabled(False)
        self.print_action = make_action(self, _("Print …"), "printer", self.print_pages, shortcut="Ctrl+P")
        self.print_action.setEnabled(False)
        self.template_action = make_action(self, _("Template …"), "layout-grid", self.begin_template)
        offered = [(self.save_action, Act.RELEASE), (self.print_action, Act.RELEASE)]
        offer(desk.session, self, [*offered, (self.template_action, Act.KEEP_OFFICE)])
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
        self.form.add_choice("template", _("Parts"), (("", _("all parts")),))
        self.form.add_choice("chart", _("Link chart"), (("", _("all that is linked")),))
        sheets = (
            ("fitting", _("A4, or A3 where it needs it")),
            ("a3", _("A3 to fold out")),
            ("poster", _("Poster of A4 pages")),
        )
        self.form.add_choice("sheet", _("Chart printed on"), sheets)
        self.sheets = BriefingSheetFields(self.form, self._chosen)
        self.form.add_text("passphrase", _("Passphrase (dispatch edition)"), secret=True)
        for key in _LIVE:
            field = self.form.field(key)
            if isinstance(field, QComboBox):
                field.activated.connect(lambda _index: self._chosen())
        self.form.submitted.connect(lambda _values: self.show_pages())

    def _lay_out(self) -> None:
        self.zoom.setAccessibleName(_("Zoom"))
        for percent in ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.setCurrentIndex(ZOOMS.index(self.pages.zoom))
        self.zoom.activated.connect(lambda _index: self.pages.set_zoom(int(self.zoom.currentData())))
        left = QWidget()
        self.template_side = TemplateSide(self.desk.session, self._templates_changed)
        self.template_side.opened.connect(self.form.setHidden)
        self.template_side.opened.connect(self.form.foot.setHidden)
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 10, 20, 10)
        column.addWidget(self.form)
        column.addWidget(self.progress)
        column.addWidget(self.state)
        column.addWidget(self.template_side)
        column.addWidget(self._quality_panel())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName(_("Briefing"))
        scroll.setWidget(left)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.form.foot.setContentsMargins(20, 0, 20, 10)
        bar = ButtonRow((self.save_action, self.print_action, self.template_action))
        bar.add_widget(self.zoom)
        self.split = TurningSplit()
        choices = stacked(scroll, self.form.foot, fill=scroll)
        for part, (width, height) in (
            (choices, _CHOICES),
            (stacked(bar, self.stack, fill=self.stack), _PAGES),
        ):
            part.setMinimumWidth(width)
            self.split.add_part(part, height)
        self.split.setStretchFactor(1, 1)
        self.split.set_widths([_CHOICES[0], 1000])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    def _quality_panel(self) -> QualityPanel:
        self.quality = QualityPanel(self.desk.session)
        self.quality.finding_wanted.connect(self._open_finding)
        self.quality.method_wanted.connect(lambda _id: self.desk.tab_wanted.emit("methods"))
        return self.quality

    def _open_finding(self, subject_id: str, finding_id: str) -> None:
        self.desk.tab_wanted.emit("findings")
        self.desk.choose_subject(subject_id)
        self.desk.finding_opened.emit(finding_id)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.quality.read(data.header.id)
        conferences = [
            (str(c.no), _("no. {no}, {day}").format(no=c.no, day=c.held_on)) for c in data.records.conferences
        ]
        before = self.form.value("conference")
        self.form.set_choices("conference", [("", _("none")), *conferences], before)
        self._offer_request()
        self.sheets.show_case(data)
        self.desk.session.read(self, _templates, self._offer_templates)
        self.desk.session.read(self, partial(_charts, case_id=self.desk.case_id), self._offer_charts)

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

    def _offer_templates(self, names: tuple[str, ...]) -> None:
        before = self.form.value("template")
        choices = [("", _("all parts")), *((name, name) for name in names)]
        self.form.set_choices("template", choices, before if before in names else "")

    def _offer_charts(self, charts: tuple[tuple[str, str], ...]) -> None:
        before = self.form.value("chart")
        self.form.set_choices("chart", [("", _("all that is linked")), *charts], before)

    def begin_template(self) -> None:
        """Show the form for the template that is chosen, or for a new one."""
        self.template_side.begin(self.form.value("template"))

    def _templates_changed(self, name: str) -> None:
        self.desk.session.read(self, _templates, partial(self._template_saved, name))

    def _template_saved(self, name: str, names: tuple[str, ...]) -> None:
        self._offer_templates(names)
        self.form.set_value("template", name if name in names else "")
        self._chosen()

    def _chosen(self) -> None:
        """Something else was chosen: pages that are being made are of no use, and those shown are old."""
        if self.shown is None and not self.again and not self.progress.busy():
            return
        self.again = True
        self.progress.cancel()
        self.pause.start()

    def _redraw(self) -> None:
        if self.again and not self.progress.busy():
            self.again = False
            self._put_together(self.live)

    def _stopped(self) -> None:
        self._set_busy(False)
        self._redraw()

    def show_pages(self) -> None:
        """Put the briefing together and show its pages."""
        self._put_together(self.work)

    def _put_together(self, runner: StoppableWork) -> None:
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
            values["template"],
            values["passphrase"],
            values["chart"],
            values["sheet"],
            self.sheets.chosen(),
        )
        work = partial(_draft, case_id=self.desk.case_id, choice=choice)
        text = _("The pages are being put together …")
        # A look at a career is logged, and what is logged is written.
        start = runner.write if self.sheets.chosen()[2] else runner.read
        start(text, work, self._drafted, self._refused, stopped=self._stopped)

    def _set_busy(self, busy: bool) -> None:
        # The choices stay open: the next one stops what is being made.
        self.form.submit_button.setEnabled(not busy)
        for action in (self.save_action, self.print_action):
            action.setEnabled(not busy and self.shown is not None)

    def _drafted(self, result: tuple[Any, bytes, int]) -> None:
        if self.again:
            self._stopped()
            return
        self.shown, self.pdf, count = result
        self._set_busy(False)
        self.pages.show_pages(count)
        self.stack.setCurrentWidget(self.pages)
        self.state.setText(ngettext("{count} page", "{count} pages", count).format(count=count))

    def _refused(self, error: UserError) -> None:
        self._set_busy(False)
        self.form.show_error(error, "basis" if error.key == "career.basis" else "for")

    def _page_wanted(self, number: int) -> None:
        work = partial(_render, self.pdf, number, self.pages.dots_per_inch())
        self.desk.session.tasks.read(self, work, partial(self._page_drawn, number))

    def _page_drawn(self, number: int, drawn: tuple[QImage, tuple[float, float]]) -> None:
        image, size = drawn
        self.pages.show_page(number, image, page_mm=size)

    def save(self) -> None:
        """Ask for a file and hand the briefing over."""
        header = self.desk.data.header if self.desk.data else None
        name = f"{header.reference if header else 'briefing'}.pdf".replace("/", "-")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the briefing"), name, "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

    def print_pages(self) -> None:
        """Ask for a printer, enter what is handed over, and print the numbered copies on both sides."""
        header = self.desk.data.header if self.desk.data else None
        title = header.reference if header else ""
        try:
            printer = load_late(_PRINT).ask(self, title, duplex=True, pages=self.pages.page_count())
        except UserError as error:
            self.desk.session.refused.emit(error)
            return
        if printer is not None:
            self.print_on(printer, title)

    def print_on(self, printer: Any, title: str) -> None:
        """Hand the briefing that is shown over, on this printer; paper is entered in the ledger too."""
        self._set_busy(True)
        work = partial(_printed, case_id=self.desk.case_id, wish=self.shown, name=title)
        text = _("The briefing is being written …")
        done = partial(self._to_printer, printer)
        self.work.write(text, work, done, self._not_saved, stopped=lambda: self._set_busy(False))

    def _to_printer(self, printer: Any, made: tuple[tuple[bytes, ...], tuple[str, ...]]) -> None:
        pdfs, ids = made
        work = partial(_draw_all, printer, pdfs)
        self.desk.session.tasks.read(self, work, partial(self._was_printed, len(pdfs), ids), self._not_saved)

    def _was_printed(self, count: int, ids: tuple[str, ...], _sides: int) -> None:
        self._set_busy(False)
        text = ngettext("{count} copy printed.", "{count} copies printed.", count).format(count=count)
        entered = _("The ledger has it.") if ids else ""
        said = " ".join(filter(None, (text, entered)))
        self.desk.session.announce(said, self.desk.case_id, frozenset({"handover"}))

    def save_to(self, path: Path) -> None:
        """Hand the briefing that is shown over, into this file."""
        secret = self.form.value("passphrase")
        wish, case_id = replace(self.shown, passphrase=secret), self.desk.case_id
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
        left = left_out_text(self.desk.data.records) if self.desk.data else ""
        entered = _("The ledger has it.") if result.ledger_ids else ""
        text = " ".join(filter(None, (text, left, entered)))
        self.desk.session.announce(text, self.desk.case_id, frozenset({"handover"}))


def _draft(
    store: Store,
    case_id: str,
    choice: tuple[Any, str, int | None, int, str, str, str, str, SheetChoice],
    progress: Progress,
) -> tuple[Any, bytes, int]:
    work = load_late(_WORK)
    wish = work.Wish(*choice)
    pdf = work.draft(store, case_id, wish, progress)
    return wish, pdf, work.page_count(pdf)


def _templates(store: Store) -> tuple[str, ...]:
    names: tuple[str, ...] = load_late(_TEMPLATES).names(store)
    return names


def _charts(store: Store, case_id: str) -> tuple[tuple[str, str], ...]:
    return tuple((chart.id, chart.name) for chart in load_late(_CHARTS).list_charts(store, case_id))


def _render(pdf: bytes, number: int, dots_per_inch: float) -> tuple[QImage, tuple[float, float]]:
    page = load_late(_WORK).page_image(pdf, number, dots_per_inch)
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
    size = (page.width / dots_per_inch * _MM_PER_INCH, page.height / dots_per_inch * _MM_PER_INCH)
    return image.copy(), (round(size[0]), round(size[1]))


def _hand_over(store: Store, case_id: str, wish: Any, path: Path, progress: Progress) -> Any:
    return load_late(_WORK).hand_over(store, case_id, wish, path, progress)


def _printed(
    store: Store, case_id: str, wish: Any, name: str, progress: Progress
) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    made: tuple[tuple[bytes, ...], tuple[str, ...]] = load_late(_WORK).for_printer(
        store, case_id, wish, name, progress
    )
    return made


def _draw_all(printer: Any, pdfs: tuple[bytes, ...]) -> int:
    sides: int = load_late(_WORK).on_paper(load_late(_PRINT).draw_all, printer, pdfs)
    return sides
