"""What the tabs of one open case share: its data, what is selected, the release that was chosen."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.policy.release import ReleaseRequest
from app.store.change import Change
from ui.case.case_data import CaseData, load_case
from ui.shell.session import Session

_ONLY_PLACES = frozenset(
    {
        "chart",
        "chart_position",
        "chart_note",
        "chart_frame",
        "chart_group",
        "chart_group_member",
        "chart_rule",
    }
)


class CaseDesk(QObject):
    """Reads the case anew when a change touched it; tabs show `data` and ask for the rest here."""

    loaded = Signal()
    """`data` is new."""
    subject_chosen = Signal(str)
    """A subject was selected somewhere ("" for none)."""
    finding_chosen = Signal(str)
    """A finding was selected; the inspector shows it, and the keys stay where they are."""
    finding_opened = Signal(str)
    """A finding was opened; the inspector shows it and takes the keys."""
    tab_wanted = Signal(str)
    document_wanted = Signal(str)
    """Open a document of the case."""
    passage_wanted = Signal(str)
    """Open the document that a finding was taken from, at its passage."""
    request_changed = Signal()
    """Another release was put together; `request` holds it."""
    eyes_changed = Signal()
    """A tab shows the case through other eyes."""
    charts_changed = Signal()
    """Charts of the case changed, and nothing else."""

    def __init__(self, session: Session, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.case_id = case_id
        self.data: CaseData | None = None
        self.request: ReleaseRequest | None = None
        self.subject_id = ""
        self.last_source = ""
        session.changed.connect(self._changed)

    def load(self) -> None:
        """Read the case."""
        self.session.read(self, partial(load_case, case_id=self.case_id), self._loaded)

    def choose_subject(self, subject_id: str) -> None:
        """Select a subject everywhere."""
        if subject_id != self.subject_id:
            self.subject_id = subject_id
            self.subject_chosen.emit(subject_id)

    def set_request(self, request: ReleaseRequest | None) -> None:
        """Keep the release that was put together, for briefing and package."""
        if request != self.request:
            self.request = request
            self.request_changed.emit()

    def _loaded(self, data: CaseData) -> None:
        self.data = data
        if self.subject_id not in data.subjects:
            self.subject_id = ""
        self.loaded.emit()

    def _changed(self, change: Change) -> None:
        if change.case_id not in ("", self.case_id):
            return
        if change.touched and change.touched <= _ONLY_PLACES:
            self.charts_changed.emit()
        elif change.touched:
            self.load()
