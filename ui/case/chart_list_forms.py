"""Forms about a chart as a whole: new, another name, united with another one, deleted."""

from collections.abc import Sequence

from app.base.errors import UserError
from app.base.i18n import _
from app.casework.charts import Chart
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import PlainLabel


def field_of(error: UserError) -> str:
    """Return the field a refusal is about."""
    return {"chart.name": "name", "chart.name_taken": "name", "chart.merge": "other"}.get(error.key, "")


class ChartForm(InlineForm):
    """A form about a chart; what is typed makes no sense on another day, so nothing is kept as a draft."""

    drafted = False


class NewChartForm(ChartForm):
    """Asks for the name of a new chart and what it shows."""

    def __init__(self, chosen: int) -> None:
        super().__init__(_("New chart"), _("Make the chart"))
        self.add_text("name", _("Name"), hint=_("what the chart shows"))
        choices = [("case", _("everything in the case"))]
        if chosen:
            choices.append(("chosen", _("only the {count} chosen nodes").format(count=chosen)))
        choices.append(("empty", _("nothing at first")))
        self.add_choice("scope", _("What it shows"), choices, "chosen" if chosen else "case")
        self.require("name")


class RenameChartForm(ChartForm):
    """Asks for another name of a chart."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Rename the chart"), _("Rename"))
        self.add_text("name", _("Name"), name)
        self.require("name")


class MergeChartsForm(ChartForm):
    """Asks which other chart goes into a third one with this."""

    def __init__(self, chart: Chart, others: Sequence[Chart]) -> None:
        super().__init__(_("Unite “{name}” with another chart").format(name=chart.name), _("Unite"))
        note = _("A third chart is made; both stay as they are. Places of this one win.")
        self.add_widget(PlainLabel(note))
        self.add_choice("other", _("Other chart"), [(c.id, c.name) for c in others])
        self.add_text("name", _("Name of the united chart"), hint=_("empty: named after both"))


class DeleteChartForm(ChartForm):
    """Asks once whether a chart goes."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Delete the chart “{name}”?").format(name=name), _("Delete the chart"))
        note = _(
            "Its places, notes, frames, groups and rules go with it; subjects and findings stay. Undo brings "
            "it back."
        )
        self.add_widget(PlainLabel(note))
