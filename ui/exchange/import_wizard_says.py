"""How a column or a link of an import is graded, labelled and handled where it differs from the file."""

from app.base.i18n import _
from app.base.records import Standing
from app.exchange.frame import TEXTS, Frame
from ui.case import form_choices
from ui.case.contribution_label import LabelledForm
from ui.case.contribution_query import label_of
from ui.case.words import standing_text


class FrameForm(LabelledForm):
    """What is left open stays as the file has it; `frame` is what was chosen."""

    drafted = False

    def __init__(self, what: str, frame: Frame) -> None:
        super().__init__(_("{what}: grading, label and handling").format(what=what), _("A&pply"))
        left = ("", _("as the file"))
        self.add_text("source", _("Source"), frame.source, hint=_("as the file"))
        self.add_choice(
            "reliability", _("Reliability"), (left, *form_choices.reliability()), frame.reliability
        )
        self.add_choice(
            "credibility", _("Credibility"), (left, *form_choices.credibility()), frame.credibility
        )
        standings = ((s.value, standing_text(s)) for s in Standing)
        self.add_choice("standing", _("Standing"), (left, *standings), frame.standing)
        self.add_choice("handling", _("Handling code"), (left, *form_choices.handling()), frame.handling)
        self.add_label("", frame.label)

    def tell_label(self) -> None:
        """Say what becomes of the parts that are left open."""
        self.label_state.setText(_("Parts that are left open here are those of the file."))

    def frame(self) -> Frame:
        """What was chosen."""
        values = self.values()
        return Frame(**{name: values[name].strip() for name in TEXTS}, label=label_of(values))
