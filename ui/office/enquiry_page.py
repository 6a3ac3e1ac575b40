"""The place of enquiries: the desk, its figures, and requests of people for access to their data."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.base.i18n import _
from app.office.enquiry_figures import YearOfEnquiries
from app.store.store import Store
from ui.office.access_panel import AccessPanel
from ui.office.enquiry_figures_panel import EnquiryFiguresPanel
from ui.office.enquiry_panel import TOUCHED, EnquiryPanel
from ui.office.enquiry_query import EnquiryRow, read_desk, read_figures
from ui.shell.consultation_notes import ConsultationNotes
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.plain_label import Heading


class EnquiryPage(Page):
    """Three parts of one place; looks at it are noted."""

    interests = TOUCHED

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        ConsultationNotes(session, self, _("Enquiries looked at"))
        self.desk = EnquiryPanel(session)
        self.figures = EnquiryFiguresPanel()
        self.access = AccessPanel(session)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.desk, _("Enquiries"))
        self.tabs.addTab(self.figures, _("Figures"))
        self.tabs.addTab(self.access, _("Access by people concerned"))
        heading = Heading(_("Enquiries"))
        heading.setContentsMargins(16, 16, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(self.tabs, 1)

    def title(self) -> str:
        """See Page."""
        return _("Enquiries")

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, _read, self._show)

    def find_here(self) -> None:
        """See Page."""
        if self.tabs.currentWidget() is self.access:
            self.access.find_here()
        elif self.tabs.currentWidget() is self.figures:
            self.figures.parts.focus_filter()
        else:
            self.desk.table.focus_filter()

    def _show(self, found: tuple[tuple[EnquiryRow, ...], tuple[YearOfEnquiries, ...]]) -> None:
        self.desk.show_rows(found[0])
        self.figures.show_figures(found[1])


def _read(store: Store) -> tuple[tuple[EnquiryRow, ...], tuple[YearOfEnquiries, ...]]:
    return read_desk(store), read_figures(store)
