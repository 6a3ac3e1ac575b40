"""What some registers can do beyond what all can: issues, overviews, plans, papers, surveys."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.i18n import _, language
from app.base.partial_date import bounds
from app.store.store import Store
from ui.office.ctc_evaluation_view import CtcEvaluationView
from ui.office.ctc_profile_view import CtcProfileView
from ui.office.ctc_query import write_paper
from ui.office.extras import Chosen, RegisterExtras
from ui.office.operation_extras import OperationExtras
from ui.office.survey_extras import SurveyExtras
from ui.settings.side_panel import SidePanel
from ui.shell.late_import import load_late
from ui.shell.session import Session
from ui.widgets.tool_buttons import make_action


class NewsletterExtras(RegisterExtras):
    """The newsletter: the chosen issue as PDF."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.issue = make_action(panel, _("Issue as PDF …"), "file-text", self.choose_issue)
        self.needing = [self.issue]

    def choose_issue(self) -> None:
        """Ask where the issue goes."""
        row = self.chosen()
        name = f"newsletter-{row.raw.get('number', '') if row else ''}.pdf"
        path = self.file_to_write(_("Issue as PDF"), name, "PDF (*.pdf)")
        if row is not None and path is not None:
            self.write_issue(row.id, path)

    def write_issue(self, entry_id: str, path: Path) -> None:
        """Write an issue."""
        work = partial(_write_issue, entry_id=entry_id, path=path)
        self.session.write(self.panel, work, self.written)


class SituationExtras(RegisterExtras):
    """The situation log: the overview of the chosen entry's day, from what is cleared."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.overview = make_action(panel, _("Overview of this day …"), "file-up", self.choose_overview)
        self.needing = [self.overview]

    def choose_overview(self) -> None:
        """Ask where the overview goes."""
        row = self.chosen()
        day = bounds(row.raw["date"])[0].isoformat() if row else ""
        name = _("daily-overview-{day}").format(day=day) + ".pdf"
        path = self.file_to_write(_("Overview of this day"), name, "PDF (*.pdf)")
        if row is not None and path is not None:
            self.write_overview(day, path)

    def write_overview(self, day: str, path: Path) -> None:
        """Write the overview of a day."""
        work = partial(_write_overview, day=day, path=path)
        self.session.write(self.panel, work, self.written)


class CtcExtras(RegisterExtras):
    """Sites of Communities That Care: profile, evaluation and paper of the chosen one."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.profile, self.course = CtcProfileView(session), CtcEvaluationView(session)
        self.tabs = [(self.profile, _("Profile")), (self.course, _("Over the years"))]
        self.paper = make_action(panel, _("Paper of the site …"), "file-text", self.choose_paper)
        self.needing = [self.paper]

    def follow(self) -> None:
        """Show the chosen site."""
        super().follow()
        row = self.chosen()
        if row is not None and row.texts["title"] != self.profile.site:
            self.profile.show_site(row.texts["title"])
            self.course.show_site(row.texts["title"])

    def choose_paper(self) -> None:
        """Ask where the paper goes."""
        row = self.chosen()
        name = _("ctc-{site}").format(site=row.texts["title"] if row else "")
        path = self.file_to_write(_("Paper of the site"), f"{name}.pdf", "PDF (*.pdf)")
        if row is not None and path is not None:
            self.write_paper(row.id, path)

    def write_paper(self, entry_id: str, path: Path) -> None:
        """Write the paper of a site."""
        self.session.write(self.panel, partial(write_paper, site=entry_id, path=path), self.written)


EXTRAS: dict[str, type[RegisterExtras]] = {
    "surveys": SurveyExtras,
    "operations": OperationExtras,
    "newsletter_issues": NewsletterExtras,
    "situation_log": SituationExtras,
    "ctc_sites": CtcExtras,
}


def _write_issue(store: Store, entry_id: str, path: Path) -> Path:
    room = load_late("app.handover.office_issues_file")
    made: Path = room.write_newsletter(store, entry_id, path, language=language())
    return made


def _write_overview(store: Store, day: str, path: Path) -> Path:
    room = load_late("app.handover.office_issues_file")
    made: Path = room.write_overview(store, day, path, language=language())
    return made
