"""The pages that show personal data, each with its note in the log."""

from app.base.i18n import _
from ui.conference.conferences_page import ConferencesPage
from ui.exchange.exchange_page import ExchangePage
from ui.office.office_page import OfficePage
from ui.office.review_page import ReviewPage
from ui.shell.consultation_notes import ConsultationNotes
from ui.shell.page import Page
from ui.shell.search_page import SearchPage
from ui.shell.session import Session


def noted_case(page: Page, session: Session) -> Page:
    """Return the page of a case; looks at it are noted."""
    ConsultationNotes(session, page, _("Case looked at in the window"))
    return page


def noted_search(session: Session) -> Page:
    """Return the search page; that hits were shown is noted, not what was searched for."""
    page = SearchPage(session)
    notes = ConsultationNotes(session, page, _("Searched over all cases"), when_shown=False)
    model = page.table.model
    model.modelReset.connect(lambda: notes.note() if model.rows else None)
    return page


def noted_office(session: Session) -> Page:
    """Return the registers of the office; looks at them are noted."""
    page = OfficePage(session)
    ConsultationNotes(session, page, _("Registers looked at"))
    return page


def noted_conferences(session: Session) -> Page:
    """Return the conferences and measures of all cases; looks at them are noted."""
    page = ConferencesPage(session)
    ConsultationNotes(session, page, _("Conferences looked at"))
    return page


def noted_exchange(session: Session) -> Page:
    """Return the exchange page with the disclosure ledger; looks at it are noted."""
    page = ExchangePage(session)
    ConsultationNotes(session, page, _("Ledger looked at"))
    return page


def noted_reviews(session: Session) -> Page:
    """Return what is due for review over all cases; looks at it are noted."""
    page = ReviewPage(session)
    ConsultationNotes(session, page, _("Due reviews looked at"))
    return page
