"""Joint operations in the window: the plan as PDF, a new one after the pattern of the chosen one."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.i18n import _, language
from app.office.operation_plan import plan_after
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.office.extras import Chosen, RegisterExtras
from ui.office.register_removal import AnsweringForm
from ui.settings.side_panel import SidePanel
from ui.shell.late_import import load_late
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import make_action


class PatternForm(AnsweringForm):
    """Gives `title` and `date` of a new operation."""

    def __init__(self, pattern: str) -> None:
        super().__init__(_("New operation after a pattern"), _("Plan"))
        said = _("Lead, aim, preparation and all tasks of “{title}” are taken over; results are not.")
        self.add_widget(MutedLabel(said.format(title=pattern)))
        self.add_text("title", _("Title"))
        self.add_text("date", _("Day"), hint=_("for example {example}").format(example="2026-03-05"))
        self.require("title", "date")


class OperationExtras(RegisterExtras):
    """Plan and pattern."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.plan = make_action(panel, _("Plan as PDF …"), "file-text", self.choose_plan)
        self.pattern = make_action(panel, _("Use as a pattern …"), "copy", self.begin_pattern)
        self.needing = [self.plan, self.pattern]
        offer(session, panel, [(self.pattern, Act.KEEP_OFFICE)])

    def choose_plan(self) -> None:
        """Ask where the plan goes."""
        row = self.chosen()
        name = f"{row.texts['number'] if row else ''}.pdf"
        path = self.file_to_write(_("Plan as PDF"), name, "PDF (*.pdf)")
        if row is not None and path is not None:
            self.write_plan(row.id, path)

    def write_plan(self, entry_id: str, path: Path) -> None:
        """Write the plan of an operation."""
        self.session.write(self.panel, partial(_write_plan, entry_id=entry_id, path=path), self.written)

    def begin_pattern(self) -> None:
        """Ask for title and day of the new operation."""
        row = self.chosen()
        if row is not None:
            form = PatternForm(row.texts["title"])
            form.submitted.connect(partial(self._plan_after, form, row.id))
            form.cancelled.connect(self.side.close_form)
            self.side.open_form(form)
            form.focus_first()

    def _plan_after(self, form: PatternForm, entry_id: str, values: dict[str, str]) -> None:
        form.set_busy(True)
        work = partial(plan_after, entry_id=entry_id, title=values["title"], date=values["date"])
        self.session.write(form, work, self._planned, form.refuse)

    def _planned(self, change: Change) -> None:
        self.side.close_form()
        self.session.noted.emit(change.label)


def _write_plan(store: Store, entry_id: str, path: Path) -> Path:
    room = load_late("app.handover.office_issues_file")
    made: Path = room.write_operation_plan(store, entry_id, path, language=language())
    return made
