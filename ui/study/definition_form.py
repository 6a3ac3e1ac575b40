"""The form for the definition of a study: groups, matching, outcomes, windows of time, and what is drawn."""

from app.base.errors import UserError
from app.base.i18n import _
from app.study.definition_input import OUTCOME
from app.study.outcomes import OUTCOMES
from app.study.study_words import outcome_word
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel


class DefinitionForm(InlineForm):
    """Gives the values that `app.study.definition_input` reads, and `reason` for a change."""

    def __init__(self, values: dict[str, str], *, change: bool, locked: bool) -> None:
        title = _("Change the definition") if change else _("Fix the definition")
        super().__init__(title, _("Record the definition"))
        if locked:
            self.add_widget(
                MutedLabel(_("The pairs stand. A change takes them back; the reason stands in every report."))
            )
        self._add_groups()
        self._add_outcomes()
        self._add_drawing()
        if change:
            self.add_text("reason", _("Why it changes"))
            self.require("reason")
        for key, value in values.items():
            self.set_value(key, value)
            self.show_beginning(key)
        self.require("group_a", "group_b", "years_apart", "desistance", "resamples", "seed")

    def _add_groups(self) -> None:
        self.add_text("group_a", _("Who is in group a"))
        self.add_text("group_b", _("Who is in group b"))
        self.add_text("years_apart", _("Birth years of a pair at most so far apart"))
        self.add_text("bands", _("Ages of onset between the bands"), hint=_("14, 18, 21, 25"))

    def _add_outcomes(self) -> None:
        self.add_text("desistance", _("Desistance is tried after so many years"), hint=_("2, 3, 5"))
        self.add_widget(PlainLabel(_("Outcomes that are looked at")))
        for name in OUTCOMES:
            self.add_check(OUTCOME + name, outcome_word(name))
        choices = [("", _("none before the others")), *((name, outcome_word(name)) for name in OUTCOMES)]
        self.add_choice("main", _("Main outcome"), choices)

    def _add_drawing(self) -> None:
        self.add_text("resamples", _("Samples drawn for intervals and tests"))
        self.add_text("seed", _("Seed that the drawing begins with"))

    def show_refusal(self, error: UserError) -> None:
        """Say beside its field why a definition cannot be."""
        field = str(error.params.get("field", ""))
        places = {"outcomes": OUTCOME + OUTCOMES[-1]}
        self.show_error(error, "reason" if error.key == "study.design_reason" else places.get(field, field))
