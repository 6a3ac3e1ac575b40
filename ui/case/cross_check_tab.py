"""Asking the other cases of the store: one question, its reason, and a hit or none."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework.cross_check import NAME, CrossAnswer
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.cross_check_query import FIELD_OF, TYPED, answer_text, ask, kinds, subjects_to_ask
from ui.shell.inline_form import InlineForm
from ui.widgets.badge import Badge
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_FORM_WIDTH = 420


class CrossCheckForm(InlineForm):
    """Gives `subject`, `kind`, `value`, `birth_date`, `reason` and `legal_basis`."""

    drafted = False

    def __init__(self) -> None:
        super().__init__("", _("Ask"), cancel=False)
        self.subject = self.add_choice("subject", _("Asked about"), ((TYPED, _("what is typed below")),))
        self.kind = self.add_choice("kind", _("What is typed"), kinds())
        self.typed = self.add_text("value", _("In full"))
        self.born = self.add_text("birth_date", _("Date of birth"), hint=_("for example 05.03.1980"))
        self.add_text("reason", _("Why the answer is needed"), hint=_("without names or numbers"))
        self.add_text("legal_basis", _("Legal basis"))
        self.require("value", "reason", "legal_basis")
        for choice in (self.subject, self.kind):
            choice.currentIndexChanged.connect(lambda _index: self.follow())
        self.follow()

    def follow(self) -> None:
        """Show only the fields that the question needs."""
        typed = self.value("subject") == TYPED
        for key in ("kind", "value"):
            self.set_shown(key, typed)
        self.set_shown("birth_date", typed and self.value("kind") == NAME)


class AnswerCard(QFrame):
    """The answer: told by its word and by its sign, not by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = Badge("")
        self.whom_caption = MutedLabel(_("Whom to ask"))
        self.whom = PlainLabel(selectable=True)
        self.note = MutedLabel(selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 30, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (self.whom_caption, self.whom, self.note):
            column.addWidget(label)
        column.addStretch(1)

    def show_answer(self, answer: CrossAnswer) -> None:
        """Show one answer."""
        text = answer_text(answer)
        self.verdict.set_text(text.verdict, "warn" if text.hit else "plain")
        self.whom.setText(text.whom)
        self.note.setText(text.note)
        for part in (self.whom_caption, self.whom):
            part.setVisible(text.hit)
        self.setAccessibleName(", ".join(filter(None, (text.verdict, text.whom))))
        self.show()


class CrossCheckTab(CaseTab):
    """One question at a time; the answer goes when the next one is asked or the case was changed."""

    key = "cross_check"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.form = CrossCheckForm()
        self.answer = AnswerCard()
        self.answer.hide()
        self.form.submitted.connect(self._ask)
        # An answer belongs to its question alone.
        for choice in (self.form.subject, self.form.kind):
            choice.currentIndexChanged.connect(lambda _index: self.answer.hide())
        for line in (self.form.typed, self.form.born):
            line.textChanged.connect(lambda _text: self.answer.hide())
        self._lay_out()

    def _lay_out(self) -> None:
        self.form.setFixedWidth(_FORM_WIDTH)
        sides = QHBoxLayout()
        sides.setSpacing(56)
        sides.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        sides.addWidget(self.answer, 3, Qt.AlignmentFlag.AlignTop)
        sides.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Heading(_("Does another case know it?")))
        column.addWidget(
            MutedLabel(
                _(
                    "The answer is a hit or none, and whom to ask. Each question is about one person or "
                    "thing, and is logged with its reason here and in every case that was hit."
                )
            )
        )
        column.addLayout(sides)
        column.addStretch(1)
        ground = QScrollArea()
        ground.setWidgetResizable(True)
        ground.setAccessibleName(_("Other cases"))
        ground.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        chosen = self.form.value("subject") or self.desk.subject_id
        self.form.set_choices("subject", subjects_to_ask(data), chosen)
        if not self.form.value("legal_basis"):
            self.form.set_value("legal_basis", data.header.legal_basis)
            self.form.show_beginning("legal_basis")
        self.form.follow()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        self.form.set_value("subject", subject_id)

    def find_here(self) -> None:
        """See CaseTab; there is no list here, so the question begins anew."""
        self.form.focus_first()

    def _ask(self, values: dict[str, str]) -> None:
        self.answer.hide()
        self.form.set_busy(True)
        question = partial(ask, case_id=self.desk.case_id, values=values)
        self.desk.session.write(self.form, question, self._answered, self._refused)

    def _answered(self, answer: CrossAnswer) -> None:
        self.form.set_busy(False)
        # The reason belongs to one question; the next one says its own.
        self.form.set_value("reason", "")
        self.answer.show_answer(answer)

    def _refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        key = FIELD_OF.get(error.key, "")
        if error.key == "cross.reason" and len(self.form.value("legal_basis")) == 0:
            key = "legal_basis"
        self.form.show_error(error, key)
