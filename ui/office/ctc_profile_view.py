"""The profile of a CTC site: each factor as a bar beside its comparison value, the less favourable dark."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.analysis.share_bars_drawing import legend
from app.base.i18n import _
from ui.office.ctc_query import SiteProfile, read_profile
from ui.shell.session import Session
from ui.widgets.drawing_view import DrawingView
from ui.widgets.plain_label import MutedLabel, PlainLabel


class CtcProfileView(QWidget):
    """The profile of one site, survey by survey."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.site = session, ""
        self.surveys = QComboBox()
        self.surveys.setAccessibleName(_("Survey"))
        self.title = PlainLabel(_("Choose a site among the entries."))
        self.legend = MutedLabel(legend())
        self.verified = MutedLabel("")
        self.drawing = DrawingView(_("Profile of the site"))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.surveys)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        for part in (self.title, self.legend, self.verified):
            part.setWordWrap(True)
        column.addLayout(head)
        column.addWidget(self.legend)
        column.addWidget(self.drawing, 1)
        column.addWidget(self.verified)
        self.surveys.currentIndexChanged.connect(lambda _index: self.refresh())

    def show_site(self, site: str) -> None:
        """Show the newest survey of a site."""
        self.site = site
        self.surveys.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read the survey that is shown again."""
        if self.site:
            survey = str(self.surveys.currentData() or "")
            self.session.read(self, partial(read_profile, site=self.site, survey=survey), self._show)

    def _show(self, found: SiteProfile) -> None:
        if found.site != self.site:
            return
        self.title.setText(found.title)
        self.verified.setText(found.note)
        held = [(self.surveys.itemData(n), self.surveys.itemText(n)) for n in range(self.surveys.count())]
        if held != list(found.surveys):
            self.surveys.blockSignals(True)
            self.surveys.clear()
            for value, shown in found.surveys:
                self.surveys.addItem(shown, value)
            self.surveys.blockSignals(False)
        self.drawing.show_drawing(found.drawing)
