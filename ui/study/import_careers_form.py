"""The form that brings careers in: two tables or one workbook, and whether they replace what is there."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from app.base.i18n import _
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel


class ImportCareersForm(InlineForm):
    """Gives `careers`, `events` ("" for a workbook with both) and `replace`."""

    drafted = False

    def __init__(self, *, there: bool) -> None:
        super().__init__(_("Import careers"), _("Import"))
        self.add_widget(
            MutedLabel(
                _(
                    "Two tables (CSV or XLSX), or one workbook with the sheets careers and events. Days are "
                    "ages in days; codes stand for persons. All careers come in, or none."
                )
            )
        )
        self._add_file("careers", _("Table of careers, or the workbook"))
        self._add_file("events", _("Table of events; empty for a workbook"))
        if there:
            self.add_check("replace", _("Replace the careers that are there"))
        self.require("careers")

    def paths(self) -> tuple[Path, Path | None]:
        """Return the files that are named."""
        events = self.value("events")
        return Path(self.value("careers")), Path(events) if events else None

    def _add_file(self, key: str, label: str) -> None:
        self.add_text(key, label)
        choose = QPushButton(_("Choose file …"))
        choose.setAccessibleName(_("Choose file: {field}").format(field=label))
        choose.clicked.connect(lambda _checked=False: self._choose(key, label))
        self.add_widget(choose)

    def _choose(self, key: str, label: str) -> None:
        kinds = _("Tables (*.csv *.tsv *.txt *.xlsx)")
        path, _kind = QFileDialog.getOpenFileName(self, label, self.value(key), kinds)
        if path:
            self.set_value(key, path)
