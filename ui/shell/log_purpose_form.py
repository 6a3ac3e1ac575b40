"""Before the log is shown: what it is used for. The law names four purposes and no others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.inline_form import InlineForm
from ui.shell.log_query import purposes
from ui.widgets.plain_label import Heading, MutedLabel

_WIDTH = 560


class LogPurposeForm(QWidget):
    """A calm question in the middle of the page; the answer goes into the log."""

    submitted = Signal(str, str)
    """The purpose and for which occasion."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        self.form = InlineForm("", _("Show the log"), cancel=False)
        self.form.add_choice("purpose", _("Purpose"), purposes(), "self_monitoring")
        self.form.add_text("note", _("Occasion"), hint=_("for example a file number; no case content"))
        self.form.submitted.connect(lambda v: self.submitted.emit(v["purpose"], v["note"]))
        column = QVBoxLayout(inside)
        column.setSpacing(8)
        column.addWidget(Heading(_("What is the log needed for?")))
        column.addWidget(
            MutedLabel(
                _(
                    "The log says who did what. It may be used for the purposes of section 76(3) BDSG only, "
                    "never to compare how much people work. That it was looked at, by whom and for what, is "
                    "logged as well."
                )
            )
        )
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 4, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 90, 20, 20)
        outer.addLayout(row)
        outer.addStretch(1)

    def refuse(self, error: UserError) -> None:
        """Say why the log is not shown."""
        self.form.set_busy(False)
        self.form.show_error(error, "purpose")

    def ready(self) -> None:
        """Ask anew."""
        self.form.set_busy(False)
        self.form.set_value("note", "")
        self.form.clear_errors()
        self.form.focus_first()
