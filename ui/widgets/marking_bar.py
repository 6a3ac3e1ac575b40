"""The strip on top of every case view: marking, case number, and for whose eyes the view is."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.base.i18n import _
from app.base.words import classification_word
from ui.widgets.badge import Badge
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip


class MarkingBar(QFrame):
    """Shows marking, case number and title, and "internal" or "as <agency> sees it"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marking = Badge("", "plain")
        self.reference = PlainLabel()
        self.title = MutedLabel()
        self.eyes = Badge("", "warn")
        self.reference.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.marking)
        row.addWidget(self.reference)
        row.addWidget(self.title, 1)
        row.addStretch()
        row.addWidget(self.eyes)
        self._facts = ("", "", "", "")

    def show_case(self, classification: str, reference: str, title: str, agency: str = "") -> None:
        """Show a case; `agency` names the recipient whose view it is, "" stands for the office's own."""
        self._facts = (classification, reference, title, agency)
        text = classification_word(classification)
        self.marking.set_text(text, "accent" if text.startswith("VS") else "plain")
        self.reference.setText(reference)
        self.title.setText(title)
        self.reference.setToolTip(plain_tip(title))
        self._make_room()
        if agency:
            self.eyes.set_text(_("as {agency} sees it").format(agency=agency), "accent")
        else:
            self.eyes.set_text(_("internal – not for release"), "warn")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave the title out where it has no room in one line; the window's title has it, too."""
        taken = sum(part.sizeHint().width() for part in (self.marking, self.reference, self.eyes))
        room = self.width() - taken - 2 * 12 - 3 * 12
        self.title.setVisible(self.title.fontMetrics().horizontalAdvance(self.title.text()) <= room)

    def retranslate(self) -> None:
        """Read all texts anew after a change of language."""
        self.show_case(*self._facts)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language that Qt announces."""
        if event.type() == QEvent.Type.LanguageChange and self._facts[1]:
            self.retranslate()
        super().changeEvent(event)
