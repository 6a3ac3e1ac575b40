"""The sealed package: for whose keys, with which documents."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.exchange.keys import PublicIdentity
from app.exchange.outer_layer import plain_words
from app.handover.key_trust import Opener
from app.handover.packages import SealedPackage
from app.store.roles import Act
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.package_query import SealChoices, SealWish, seal_choices, seal_wish
from ui.shell.day_text import day
from ui.shell.offered import offer
from ui.shell.stoppable_task import StoppableWork
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel, keep_height
from ui.widgets.progress_row import ProgressRow

_PROGRESS_WIDTH = 560


class PackageTab(CaseTab):
    """Takes the release that was put together; sealing hands it over and enters it in the ledger."""

    key = "package"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self._ready = False
        self._names: dict[str, PublicIdentity] = {}
        self.partners: dict[str, QCheckBox] = {}
        self.documents: dict[str, QCheckBox] = {}
        self.charts: dict[str, QCheckBox] = {}
        self.judgements = WrappedCheck(
            _("Judgements whether released nodes are the same, with their reasons")
        )
        self.outer = QLineEdit()
        self.openers = PlainLabel()
        self.state = PlainLabel()
        self.seal_button = QPushButton(_("Seal and save …"))
        self.seal_button.setProperty("primary", True)
        offer(desk.session, self, [(self.seal_button, Act.RELEASE)])
        self.seal_button.clicked.connect(lambda _checked=False: self.choose_file())
        self.progress = ProgressRow()
        self.progress.setMaximumWidth(_PROGRESS_WIDTH)
        self.work = StoppableWork(desk.session, self, self.progress)
        self.boxes = QWidget()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(6)
        self._column.addWidget(Heading(_("Sealed package")))
        self._column.addWidget(self.state)
        self._column.addWidget(self.boxes)
        self._add_more()
        self._column.addSpacing(12)
        self._column.addWidget(self.seal_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.progress)
        self._column.addStretch(1)
        ground = QScrollArea()
        ground.setWidgetResizable(True)
        ground.setAccessibleName(_("Package"))
        ground.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)
        desk.request_changed.connect(self._loaded)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        request = self.desk.request
        agency_id = request.recipient.id if request else ""
        work = partial(seal_choices, case_id=self.desk.case_id, agency_id=agency_id)
        self.desk.session.read(self, work, self._show)

    def _show(self, choices: SealChoices) -> None:
        data, request = self.desk.data, self.desk.request
        if request is None or data is None:
            self.state.setText(_("Put a release together under “Release” first."))
        else:
            agency = data.agency_name(request.recipient.id)
            words = _("{agency}, {purpose}, {occasion}")
            told = words.format(agency=agency, purpose=request.purpose, occasion=request.occasion)
            self.state.setText(told)
        fresh = self._make_boxes(choices, data)
        self._column.replaceWidget(self.boxes, fresh)
        self.boxes.hide()
        self.boxes.deleteLater()
        self.boxes = fresh
        self._ready = request is not None and bool(self.partners)
        self.seal_button.setEnabled(self._ready and not self.progress.busy())

    def _make_boxes(self, choices: SealChoices, data: CaseData | None) -> QWidget:
        boxes = QWidget()
        column = QVBoxLayout(boxes)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_title(_("Sealed for the keys of")))
        self.partners = {}
        self._names = {o.partner.id: o.partner.keys for o in choices.openers}
        for opener in choices.openers:
            self._add_opener(column, opener)
        if not choices.openers:
            column.addWidget(MutedLabel(_("No partner key is trusted yet; read one in under “Exchange”.")))
        documents = data.documents if data else {}
        self.documents = {d.id: QCheckBox(f"{d.name} ({d.size // 1024 + 1} kB)") for d in documents.values()}
        if self.documents:
            column.addWidget(_title(_("Documents that go along, as far as their source is released")))
        for box in self.documents.values():
            column.addWidget(box)
        self.charts = {chart_id: QCheckBox(name) for chart_id, name in choices.charts}
        if self.charts:
            column.addWidget(_title(_("Charts that go along, with released subjects only")))
        for box in self.charts.values():
            column.addWidget(box)
        self._say_openers()
        return boxes

    def _add_opener(self, column: QVBoxLayout, opener: Opener) -> None:
        """Offer a partner's keys; with what stands against them they cannot be chosen."""
        keys = opener.partner.keys
        box = QCheckBox(keys.name)
        box.setEnabled(opener.obstacle is None)
        box.toggled.connect(lambda _on: self._say_openers())
        if opener.obstacle is None:
            self.partners[opener.partner.id] = box
        column.addWidget(box)
        until = _("good until {day}").format(day=day(keys.valid_until)) if keys.valid_until else ""
        said = " · ".join(text for text in (keys.words, until, opener.sentence) if text)
        note = MutedLabel(said)
        note.setContentsMargins(22, 0, 0, 4)
        column.addWidget(note)

    def _add_more(self) -> None:
        """Offer judgements and the outer layer, and say who will be able to open it."""
        column = self._column
        column.addSpacing(10)
        column.addWidget(self.judgements)
        column.addWidget(_title(_("Outer layer by the installed gpg, for these keys (empty: none)")))
        self.outer.setAccessibleName(_("Keys of gpg"))
        self.outer.setPlaceholderText(_("names or fingerprints, parted by commas"))
        self.outer.setMaximumWidth(_PROGRESS_WIDTH)
        column.addWidget(self.outer)
        words = MutedLabel(plain_words())
        words.setMaximumWidth(_PROGRESS_WIDTH)
        column.addWidget(words)
        column.addWidget(_title(_("Who can open this")))
        column.addWidget(self.openers)

    def _say_openers(self) -> None:
        chosen = [self._names[i].name for i, box in self.partners.items() if box.isChecked()]
        if chosen:
            words = _("{names}, and nobody else; not this workstation either.")
            self.openers.setText(words.format(names=", ".join(chosen)))
        else:
            self.openers.setText(_("Nobody yet: tick whose keys open the package."))

    def choose_file(self) -> None:
        """Ask for the file and seal."""
        reference = self.desk.data.header.reference if self.desk.data else ""
        name = f"{reference}.rundblick-paket".replace("/", "-")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the package"), name)
        if path:
            self.seal_to(Path(path))

    def seal_to(self, path: Path) -> None:
        """Seal the release into this file."""
        request = self.desk.request
        chosen = frozenset(i for i, box in self.partners.items() if box.isChecked())
        if request is None or not chosen:
            error = UserError("seal.nobody", _("No key is chosen."), _("Tick whose keys open the package."))
            self.desk.session.refused.emit(error)
            return
        documents = frozenset(i for i, box in self.documents.items() if box.isChecked())
        charts = tuple(i for i, box in self.charts.items() if box.isChecked())
        outer = tuple(name.strip() for name in self.outer.text().split(",") if name.strip())
        wish = SealWish(request, chosen, documents, charts, self.judgements.box.isChecked(), outer)
        work = partial(seal_wish, case_id=self.desk.case_id, wish=wish, out=path)
        self.seal_button.setEnabled(False)
        text = _("The package is being sealed …")
        self.work.write(text, work, self._sealed, self._refused, stopped=self._ended)

    def _ended(self) -> None:
        self.seal_button.setEnabled(self._ready)

    def _refused(self, error: UserError) -> None:
        self._ended()
        self.desk.session.refused.emit(error)

    def _sealed(self, done: SealedPackage) -> None:
        self._ended()
        count = done.result.findings
        text = ngettext("{name}: {count} finding sealed.", "{name}: {count} findings sealed.", count)
        words = text.format(name=done.path.name, count=count)
        told = " ".join((words, _("The ledger has it.")))
        self.desk.session.announce(told, self.desk.case_id, frozenset({"handover"}))


def _title(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setContentsMargins(0, 14, 0, 2)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    keep_height(label)
    return label
