"""One entry of the log in full: everything that is in the chain, to read and to copy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.shell.day_text import moment
from ui.shell.log_query import LogRow
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_WIDTH = 292


class LogEntryView(QScrollArea):
    """A column of names and values beside the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Entry"))
        self._shown: LogRow | None = None
        self.show_entry(None)

    def show_entry(self, row: LogRow | None) -> None:
        """Show an entry, or what to do while none is chosen."""
        if row is not None and row == self._shown:
            return
        self._shown = row
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        if row is None:
            column.addWidget(MutedLabel(_("Choose an entry to see all of it.")))
        else:
            column.addWidget(Heading(_("Entry {no}").format(no=row.id)))
            for name, value in _fields(row):
                caption = MutedLabel(name)
                caption.setContentsMargins(0, 8, 0, 0)
                column.addWidget(caption)
                column.addWidget(PlainLabel(value, selectable=True))
        column.addStretch(1)
        self.setWidget(inside)

    def entry(self) -> LogRow | None:
        """Return the entry shown."""
        return self._shown


def _fields(row: LogRow) -> list[tuple[str, str]]:
    fields = [
        (_("When"), f"{row.when}\n{row.at} (UTC)"),
        (_("The clock showed"), moment(row.clock)),
        (_("Who"), row.actor),
        (_("Kind"), row.action),
        (_("What"), row.label),
        (_("Case"), row.case),
        (_("Recipient"), row.recipient),
        (_("Reason"), row.reason),
        (_("About"), "\n".join(row.about)),
        (_("Hash"), _broken(row.hash)),
        (_("Hash of the entry before"), _broken(row.previous)),
    ]
    return [(name, value) for name, value in fields if value]


def _broken(code: str) -> str:
    """Break a hash into lines of groups: a label cannot wrap a word of 64 digits."""
    groups = [code[at : at + 4] for at in range(0, len(code), 4)]
    return "\n".join(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
