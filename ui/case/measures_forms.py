"""The forms that move a measure on, escalate it, or take its result in as a contribution."""

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import MeasureState
from app.base.words import measure_state_word
from app.casework.contributions import RELIABILITY, Arrival
from ui.case.contribution_label import LabelledForm
from ui.case.contribution_query import label_of
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel


class MeasureStateForm(InlineForm):
    """Where a measure stands; “impossible” and “not done” ask for the reason."""

    def __init__(self, heading: str, measure_id: str, state: str, result: str) -> None:
        super().__init__(heading, _("Change"))
        self.about = f"measure state {measure_id}"
        states = [(str(s), measure_state_word(s)) for s in MeasureState]
        self.add_choice("state", _("State"), states, state)
        self.add_text("result", _("Result"), result)
        self.add_text("evidence", _("What shows it"))
        note = _("“Impossible” could not be carried out; “not done” could have been.")
        self.add_widget(MutedLabel(note))

    def refuse(self, error: UserError) -> None:
        """Put a refusal beside its field."""
        self.set_busy(False)
        self.show_error(error, "result" if error.key == "measure.result" else "state")


class EscalationForm(InlineForm):
    """To whom a measure is taken, and why."""

    def __init__(self, heading: str, measure_id: str) -> None:
        super().__init__(heading, _("Record the escalation"))
        self.about = f"escalation {measure_id}"
        self.add_text("told", _("Superior body or person"))
        self.add_text("reason", _("Reason"))
        self.require("told", "reason")

    def refuse(self, error: UserError) -> None:
        """Put a refusal beside its field."""
        self.set_busy(False)
        self.show_error(error, "told" if error.key == "measure.told" else "reason")


class FeedbackForm(LabelledForm):
    """The result of a measure as a new contribution of the agency that carried it out."""

    def __init__(self, heading: str, measure_id: str, agency_id: str, case_regime: str) -> None:
        super().__init__(heading, _("Take the result in"))
        self.about = f"feedback {measure_id}"
        self._agency = agency_id
        self.add_text("result", _("What came of it, in one sentence"))
        self.add_text("title", _("Title of the contribution"))
        self.add_text("reference", _("Reference"), hint=_("file number or document"))
        self.add_choice("reliability", _("Reliability of the source"), [(r, r) for r in RELIABILITY], "B")
        self.add_label(case_regime)
        self.require("result", "title")

    def arrival(self, values: dict[str, str]) -> Arrival:
        """Return the contribution that is filled in."""
        label = label_of(values)
        return Arrival(
            self._agency, values["title"], "file", values["reference"], values["reliability"], label=label
        )

    def refuse(self, error: UserError) -> None:
        """Put a refusal beside its field."""
        self.set_busy(False)
        known = {"measure.result": "result", "contribution.title": "title"}
        self.show_error(error, known.get(error.key, "reference"))
