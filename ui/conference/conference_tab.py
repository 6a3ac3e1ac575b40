"""The conferences of one case, as a part of the case."""

from PySide6.QtWidgets import QVBoxLayout

from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.conference.conference_panel import ConferencePanel


class ConferenceTab(CaseTab):
    """Planning, readiness, papers and the way to the projector."""

    key = "conference"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.panel = ConferencePanel(desk.session, desk.case_id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def show_case(self, _data: CaseData) -> None:
        """See CaseTab; the panel reads the conferences itself."""
        self.panel.load()

    def find_here(self) -> None:
        """See CaseTab."""
        self.panel.find_here()
