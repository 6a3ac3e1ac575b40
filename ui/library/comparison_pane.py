"""Two texts side by side, line beside line: what changed is marked by a sign and a ground."""

from html import escape

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from app.base.library_records import LibraryVersion
from app.office.library_comparing import DiffLine, head_lines, side_by_side
from ui.library.reader import Reader
from ui.widgets.plain_label import MutedLabel
from ui.widgets.theme import tokens

_SIGNS = {"same": "", "changed": "≠", "left": "−", "right": "+"}


class ComparisonPane(QWidget):
    """The text that is here at the left, the other one at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = MutedLabel("")
        self.summary.setContentsMargins(20, 4, 20, 0)
        self.text = Reader(_("Comparison"))
        self.text.setMaximumWidth(16_777_215)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)
        self.lines: tuple[DiffLine, ...] = ()

    def show_versions(
        self, mine: LibraryVersion | None, theirs: LibraryVersion, titles: tuple[str, str]
    ) -> None:
        """Show two versions; `titles` stand above them."""
        self.lines = side_by_side(head_lines(mine), head_lines(theirs))
        changed = sum(line.kind != "same" for line in self.lines)
        said = ngettext("{count} line differs", "{count} lines differ", changed).format(count=changed)
        self.summary.setText(said)
        self.text.show_page(self._table(titles))

    def _table(self, titles: tuple[str, str]) -> str:
        named = "".join(f"<th align='left'>{escape(title)}</th>" for title in titles)
        head = f"<tr><th></th>{named}</tr>"
        return f"<table width='100%'>{head}{''.join(map(self._row, self.lines))}</table>"

    def _row(self, line: DiffLine) -> str:
        colours = tokens(self.palette())
        ground = {"left": colours.danger_soft, "right": colours.accent_soft}
        left = ground["left"] if line.kind in ("left", "changed") else ""
        right = ground["right"] if line.kind in ("right", "changed") else ""
        cells = (self._cell(line.left, left), self._cell(line.right, right))
        return f"<tr><td width='22'>{_SIGNS[line.kind]}</td>{''.join(cells)}</tr>"

    @staticmethod
    def _cell(text: str, ground: str) -> str:
        colour = f" bgcolor='{ground}'" if ground else ""
        return f"<td width='48%'{colour}>{escape(text) or '&nbsp;'}</td>"
