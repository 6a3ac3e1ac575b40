"""What a package would change before it is merged: fields on which agencies disagree, side by side."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.exchange.exchange_query import FieldRow, PackageLook
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.table_view import TableView


def _columns() -> tuple[Column[FieldRow], ...]:
    return (
        Column("subject", lambda: _("Subject"), lambda r: r.subject, width=140),
        Column("field", lambda: _("Field"), lambda r: r.field, width=110),
        Column("before", lambda: _("Known before"), _line("before"), tooltip=lambda r: r.before, width=130),
        Column("here", lambda: _("Here"), _line("here"), tooltip=lambda r: r.here, width=215),
        Column(
            "package", lambda: _("The package says"), _line("package"), tooltip=lambda r: r.package, width=215
        ),
    )


def _line(name: str) -> Callable[[FieldRow], str]:
    """Return what shows one side in one line; the tip shows it in several."""
    return lambda row: str(getattr(row, name)).replace("\n", "; ")


class PackageView(QWidget):
    """Stands in the place of the lists while a package is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.said = MutedLabel()
        self.fields: TableView[FieldRow] = TableView(
            _columns(),
            _("No field on which agencies say different things."),
            name=_("Fields that agencies disagree on"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 8, 20, 4)
        head.addWidget(Heading(_("Before merging")))
        head.addWidget(self.said)
        column.addLayout(head)
        column.addWidget(self.fields, 1)

    def show_look(self, look: PackageLook) -> None:
        """Show what a package would change."""
        count = len(look.fields)
        told = ngettext(
            "Agencies say different things on {count} field. All findings stay; merging decides nothing.",
            "Agencies say different things on {count} fields. All findings stay; merging decides nothing.",
            count,
        ).format(count=count)
        self.said.setText(told if count else _("Nothing has been taken over yet."))
        self.fields.set_rows(look.fields)
