"""The quality gate below the briefing's form: what the program found in the case before it leaves."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from app.casework import quality_gate
from app.casework.quality_gate import Check, Hint, Result
from app.casework.quality_words import check_word, gate_note, remedy
from app.store.store import Store
from ui.case.cell_grid import QuietBlock
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, PlainLabel

_SHOWN = 6


class QualityPanel(QWidget):
    """One line per check with its number; Enter unfolds what was found, and each thing leads to its place."""

    finding_wanted = Signal(str, str)
    """A subject and a finding about it."""
    method_wanted = Signal(str)
    """The id of a method."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.results: tuple[Result, ...] = ()
        self._open: set[Check] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 0, 0)
        self._column.setSpacing(2)
        self.setAccessibleName(_("Before it leaves"))

    def read(self, case_id: str) -> None:
        """Fill the list from the case as it is now."""
        self._session.read(self, partial(_gate, case_id=case_id), self.show_results)

    def show_results(self, results: tuple[Result, ...]) -> None:
        """Show the checks; those that found something come first."""
        self.results = results
        self._clear()
        heading = PlainLabel(_("Before it leaves"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._column.addWidget(heading)
        self._column.addWidget(MutedLabel(_summary(quality_gate.open_count(results))))
        for result in sorted(results, key=lambda r: r.passed):
            self._add(result)
        self._column.addWidget(MutedLabel(gate_note()))

    def _add(self, result: Result) -> None:
        mark = "✓" if result.passed else "▲"
        count = "" if result.passed else f" ({len(result.hints)})"
        line = QuietBlock(f"{mark} {check_word(result.check)}{count}", muted=result.passed)
        self._column.addWidget(line)
        if result.passed:
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            return
        line.activated.connect(lambda: self._flip(result.check))
        if result.check not in self._open:
            return
        advice = MutedLabel(f"→ {remedy(result.check)}")
        advice.setContentsMargins(18, 0, 0, 0)
        self._column.addWidget(advice)
        for hint in result.hints[:_SHOWN]:
            self._column.addWidget(self._hint(hint))
        more = len(result.hints) - _SHOWN
        if more > 0:
            rest = MutedLabel(ngettext("and {count} more", "and {count} more", more).format(count=more))
            rest.setContentsMargins(24, 0, 0, 0)
            self._column.addWidget(rest)

    def _hint(self, hint: Hint) -> QuietBlock:
        block = QuietBlock(hint.text)
        block.setContentsMargins(18, 0, 0, 0)
        if hint.method_id:
            block.activated.connect(lambda: self.method_wanted.emit(hint.method_id))
        elif hint.finding_id:
            block.activated.connect(lambda: self.finding_wanted.emit(hint.subject_id, hint.finding_id))
        return block

    def _flip(self, check: Check) -> None:
        self._open ^= {check}
        self.show_results(self.results)

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _summary(count: int) -> str:
    if not count:
        return _("All checks found nothing.")
    return ngettext("{count} check found something.", "{count} checks found something.", count).format(
        count=count
    )


def _gate(store: Store, case_id: str) -> tuple[Result, ...]:
    return quality_gate.of_case(store, case_id)
