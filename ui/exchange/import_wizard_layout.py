"""The frame of the import wizard: file, case and profile above, the page in the middle, the ways on below."""

from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _
from ui.exchange.import_wizard_check import CheckPage
from ui.exchange.import_wizard_frame import ImportFrameForm
from ui.exchange.import_wizard_mapping import MappingPage
from ui.exchange.import_wizard_query import Choices
from ui.exchange.import_wizard_reading import ReadingPage
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.progress_row import ProgressRow


class WizardLayout(QFrame):
    """Holds the parts; what they do is `ImportWizard`'s."""

    def __init__(self, choices: Choices, parent: QWidget, case_id: str) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.cases = _combo(_("Case"), (("", _("choose a case …")), *choices.cases), case_id)
        self.profiles = _combo(_("Profile"), (("", _("found by content")), *choices.profiles))
        self.file_button = QPushButton(_("Choose a &file …"))
        self.file_name = PlainLabel()
        self.steps = MutedLabel()
        self.error = PlainLabel()
        self.error.setProperty("error", True)
        self.error.hide()
        self.reading, self.mapping, self.check = ReadingPage(), MappingPage(), CheckPage()
        self.frame = ImportFrameForm(choices)
        self.stack = QStackedWidget()
        self.back = QPushButton(_("&Back"))
        self.next = QPushButton(_("&Next"))
        self.next.setProperty("primary", True)
        self.give_up = QPushButton(_("Close"))
        self.progress = ProgressRow()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 4, 20, 4)
        head.setSpacing(10)
        head.addWidget(self.file_button)
        head.addWidget(self.file_name, 1)
        for field, words in ((self.cases, _("Into")), (self.profiles, _("Read as"))):
            head.addWidget(MutedLabel(words))
            head.addWidget(field)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(20, 0, 20, 8)
        self.frame.setMaximumWidth(640)
        inner.addWidget(self.frame)
        for page in (self.reading, self.mapping, content, self.check):
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setWidget(page)
            self.stack.addWidget(area)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 6, 20, 12)
        foot.addWidget(self.give_up)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = Heading(_("Import a file"))
        title.setContentsMargins(20, 14, 20, 0)
        self.steps.setContentsMargins(20, 0, 20, 0)
        self.error.setContentsMargins(20, 2, 20, 2)
        self.progress.setContentsMargins(20, 0, 20, 0)
        column.addWidget(title)
        column.addWidget(self.steps)
        column.addLayout(head)
        column.addWidget(self.error)
        column.addWidget(self.progress)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def case_id(self) -> str:
        """The case that the file goes into, "" while none is chosen."""
        return str(self.cases.currentData() or "")

    def page(self) -> int:
        """Which page is shown."""
        return self.stack.currentIndex()


def _combo(name: str, choices: tuple[tuple[str, str], ...], current: str = "") -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(16)
    for value, words in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(field.findData(current), 0))
    return field
