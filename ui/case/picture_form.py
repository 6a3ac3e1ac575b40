"""Saving a picture of the case: for whom, in which language, on which paper, and then the file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language, ngettext
from app.base.progress import Progress
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.case import case_file_choices
from ui.case.case_desk import CaseDesk
from ui.case.words import left_out_text
from ui.shell.inline_form import InlineForm
from ui.shell.late_import import load_late
from ui.shell.stoppable_task import StoppableWork, progress_in
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action

_WIDTH = 280
PictureWriter = Callable[[Store, ReleaseRequest | None, Path, dict[str, str]], object]
"""Writes the picture: store, release (None for the own view), file, and what the form says."""
_KINDS = ("PDF (*.pdf)", "SVG (*.svg)")
_GRAPHS = ("graphml", "gexf")
# Graph files of a chart lose what the one for yEd loses.
_SAME = dict.fromkeys(_GRAPHS, "yed")


class PictureForm(QWidget):
    """Stands beside the picture while it is asked; `stem` names the file, `write` does it.

    A tab may add fields to `form`; `write` gets their values by key.
    """

    kinds: tuple[str, ...] = _KINDS
    """What the file dialog offers, the first one first."""
    closed = Signal()
    """The form has done its work or was given up."""

    def __init__(self, desk: CaseDesk, stem: str, write: PictureWriter) -> None:
        super().__init__()
        self.desk = desk
        self._stem = stem
        self._write = write
        self.form = InlineForm(_("Save as a picture"), _("Choose the file …"))
        self.form.drafted = False
        self.whom = self.form.add_choice("for", _("For whom"), ())
        self.form.add_choice("language", _("Language"), (("de", "Deutsch"), ("en", "English")), language())
        self.progress = progress_in(self.form)
        self.hint = MutedLabel()
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 10)
        column.addWidget(self.form)
        column.addWidget(self.hint)
        column.addStretch(1)
        self.form.submitted.connect(lambda _values: self.choose_file())
        self.form.cancelled.connect(self._close)
        desk.request_changed.connect(self._offer)
        self.hide()

    def ask(self) -> None:
        """Show the form."""
        self._offer()
        self.show()
        self.form.focus_first()

    def _offer(self) -> None:
        request, data = self.desk.request, self.desk.data
        choices = [("internal", _("internal – not for release"))]
        if request is not None and data is not None:
            choices.append(("release", data.agency_name(request.recipient.id)))
        self.form.set_choices("for", choices, choices[-1][0])
        self.hint.setText(
            "" if request is not None else _("Put a release together under “Release” to hand a picture over.")
        )

    def choose_file(self) -> None:
        """Ask for the file and write it."""
        header = self.desk.data.header if self.desk.data else None
        ending = self.kinds[0].rpartition("*")[2].rstrip(")")
        name = f"{header.reference if header else ''}-{self._stem}{ending}".replace("/", "-")
        kinds = ";;".join(self.kinds)
        path, _kind = QFileDialog.getSaveFileName(self, _("Save as a picture"), name, kinds)
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the picture into this file; one for an agency goes into the ledger."""
        values = self.form.values()
        request = self.desk.request if values["for"] == "release" else None
        self.form.set_busy(True)

        def work(store: Store, *, progress: Progress) -> object:
            progress.step(0)
            return self._write(store, request, path, values)

        StoppableWork(self.desk.session, self, self.progress).write(
            _("The picture is being drawn …"),
            work,
            self._saved,
            self._refused,
            stopped=lambda: self.form.set_busy(False),
        )

    def _saved(self, result: object) -> None:
        done = load_late("app.handover.pictures").PictureFile
        if isinstance(result, done):
            count = result.shown
            text = ngettext("{name}: {count} finding shown.", "{name}: {count} findings shown.", count)
            words = text.format(name=result.path.name, count=count)
            self._tell(words, result.ledger_id)
        self._close()

    def _tell(self, words: str, ledger_id: str) -> None:
        entered = _("The ledger has it.") if ledger_id else ""
        left = left_out_text(self.desk.data.records) if self.desk.data else ""
        words = " ".join(filter(None, (words, left, entered)))
        self.desk.session.announce(words, self.desk.case_id, frozenset({"handover"}))

    def _refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.form.show_error(error, "for")

    def _close(self) -> None:
        self.form.set_busy(False)
        self.hide()
        self.closed.emit()


class ChartPictureForm(PictureForm):
    """Saves the chart at hand: `chart_id` is the saved chart of the case, "" lays the case out anew."""

    def __init__(self, desk: CaseDesk, chart_id: Callable[[], str]) -> None:
        super().__init__(desk, _("chart"), self._write_chart)
        self._chart_id = chart_id
        self.losses = MutedLabel()
        self.losses.setContentsMargins(0, 8, 0, 0)
        self.form.add_below(self.losses)
        self.whom.currentIndexChanged.connect(
            lambda _index: self._foresee(self.form.values().get("format", ""))
        )
        self.form.add_choice(
            "shown",
            _("What is drawn"),
            (("saved", _("this chart as it stands")), ("new", _("the whole case, laid out anew"))),
        )
        self.form.add_choice(
            "format",
            _("Format"),
            (
                ("pdf", _("PDF, to print")),
                ("svg", _("SVG, to edit as a drawing")),
                ("png", _("PNG, for text documents")),
                ("graphml", _("GraphML, for other programs")),
                ("gexf", _("GEXF, for other programs")),
                *case_file_choices.case_file_choices(),
            ),
        ).currentIndexChanged.connect(lambda _index: self._follow_format())
        self.form.add_choice(
            "paper",
            _("Paper (PDF)"),
            (("sheet", _("one sheet")), ("a4", _("A4 pages to glue")), ("a3", _("A3 pages to glue"))),
        )

    def offer_in(self, tab: QWidget, bar: QWidget) -> None:
        """Put the button for it at the end of a tab's bar; its shortcut works in the whole tab."""
        action = make_action(
            tab, _("Picture …"), "save", self.ask, shortcut="Ctrl+Alt+P", tip=_("Save as a picture")
        )
        line = bar.layout()
        if line is not None:
            button = labelled_button(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text())
            line.addWidget(button)

    def ask(self) -> None:
        """Show the form; without a saved chart only the whole case can be drawn."""
        self.form.set_shown("shown", bool(self._chart_id()))
        self._follow_format()
        super().ask()

    def _follow_format(self) -> None:
        wanted = self.form.values()["format"]
        whole = case_file_choices.is_case_file(wanted)
        ending = case_file_choices.ending_of(wanted) if whole else wanted
        self.kinds = (f"{wanted.upper()} (*.{ending})",)
        self.form.set_shown("paper", wanted == "pdf")
        self.form.set_shown("shown", bool(self._chart_id()) and not whole)
        self._foresee(wanted)

    def _offer(self) -> None:
        super()._offer()
        self._foresee(self.form.values().get("format", ""))

    def _foresee(self, wanted: str) -> None:
        """Say beside the form what the format cannot carry, before anything is written."""
        self.losses.setText("")
        if not case_file_choices.is_case_file(wanted) and wanted not in _GRAPHS:
            return
        request = self.desk.request if self.form.values()["for"] == "release" else None
        told = partial(
            case_file_choices.foreseen,
            case_id=self.desk.case_id,
            request=request,
            fmt=_SAME.get(wanted, wanted),
        )
        self.desk.session.read(self, told, partial(self._tell_losses, wanted))

    def _tell_losses(self, wanted: str, lines: tuple[str, ...]) -> None:
        if self.form.values()["format"] == wanted:
            words = (_("What the file cannot carry:"), *(f"– {line}" for line in lines))
            self.losses.setText("\n".join(words))

    def _write_chart(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        if case_file_choices.is_case_file(values["format"]):
            return self._write_case(store, request, path, values)
        saved = self._chart_id() if values["shown"] == "saved" else ""
        return load_late("app.handover.charts").write_chart_file(
            store,
            self.desk.case_id,
            request,
            path.with_suffix(f".{values['format']}"),
            language=values["language"],
            chart_id=saved,
            paper=values["paper"] if values["format"] == "pdf" else "sheet",
            progress=self.progress.told(),
        )

    def _write_case(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        fmt = values["format"]
        return load_late("app.handover.case_files").write_case_file(
            store,
            self.desk.case_id,
            request,
            fmt,
            case_file_choices.named(path, fmt, internal=request is None),
            language=values["language"],
            progress=self.progress.told(),
        )

    def _saved(self, result: object) -> None:
        if isinstance(result, load_late("app.handover.case_files").CaseFile):
            count = result.released
            text = ngettext("{name}: {count} finding written.", "{name}: {count} findings written.", count)
            self._tell(text.format(name=result.path.name, count=count), result.ledger_id)
        if isinstance(result, load_late("app.handover.charts").ChartFile):
            done = result.result
            text = ngettext("{name}: {count} node drawn.", "{name}: {count} nodes drawn.", done.nodes)
            words = text.format(name=result.path.name, count=done.nodes)
            if done.pages > 1:
                words = " ".join((words, _("{count} pages with an index page.").format(count=done.pages)))
            self._tell(words, result.ledger_id)
        self._close()
