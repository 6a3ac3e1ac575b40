"""The recent places: in the command palette, and as a list for the start page."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent

from app.base.i18n import _
from app.casework.cases import headers
from app.casework.recent_work import cases_worked_on
from app.store.store import Store
from ui.shell.line_list import LineList
from ui.shell.navigation_history import NavigationHistory, Spot
from ui.shell.session import Session
from ui.shell.start_query import Line
from ui.widgets.command_palette import PaletteEntry

_SHOWN = 6


def entries(history: NavigationHistory) -> list[PaletteEntry]:
    """Return the recent places for the command palette, newest first."""
    return [
        PaletteEntry(
            " · ".join(filter(None, (spot.detail, spot.title))),
            history.opener(spot),
            _("Recent place"),
            icon_name="history",
        )
        for spot in history.recent()
        if spot.title
    ]


def last_cases(store: Store) -> tuple[Spot, ...]:
    """Return the cases this person worked on last, by the log: what to go on with after unlocking."""
    known = {header.id: header for header in headers(store)}
    return tuple(
        Spot(case_id, case_id, title=f"{known[case_id].reference}  {known[case_id].title}")
        for case_id in cases_worked_on(store, _SHOWN)
        if case_id in known
    )


class RecentList(LineList):
    """Where one was in this window, and before that the cases one worked on."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Where you were last"), _("Nothing was opened yet."))
        self._session = session
        self._history: NavigationHistory | None = None
        self._cases: tuple[Spot, ...] = ()
        self._spots: dict[Line, Spot] = {}
        self.activated.connect(self._go)

    def refresh(self) -> None:
        """Read the log anew."""
        self._session.read(self, last_cases, self._keep)

    def spots(self) -> Sequence[Spot]:
        """Return what is shown."""
        passed = self._history.recent() if self._history is not None else ()
        recent = [spot for spot in passed if spot.case_id and spot.title]
        seen = {spot.case_id for spot in recent}
        return [*recent, *(spot for spot in self._cases if spot.case_id not in seen)][:_SHOWN]

    def _keep(self, cases: tuple[Spot, ...]) -> None:
        self._cases = cases
        self._show()

    def _show(self) -> None:
        self._spots = {Line(s.title, s.detail, s.case_id, s.part): s for s in self.spots()}
        self.show_lines(list(self._spots))

    def _follow(self) -> None:
        # Out of sight nothing is shown; it reads anew when it comes back.
        if self.isVisible():
            self._show()

    def _go(self, line: Line) -> None:
        spot = self._spots.get(line)
        if spot is None or self._history is None:
            self._session.case_wanted.emit(line.case_id, line.tab, spot.subject_id if spot else "")
        else:
            self._history.show_spot(spot)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window it is shown in, and catch up with the log."""
        super().showEvent(event)
        found = getattr(self.window(), "navigation", None)
        if self._history is None and isinstance(found, NavigationHistory):
            self._history = found
            found.changed.connect(self._follow)
        self.refresh()
