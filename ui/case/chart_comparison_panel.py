"""Comparing: a form for what with what, both pictures side by side, and lists of what came and went."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.analysis.chart_content import ChartContent
from app.analysis.network import Network
from app.base.errors import UserError
from app.base.i18n import _
from ui.case.chart_comparison_query import SideBySide, compare_charts, compare_dates, summary
from ui.case.chart_entry_list import ChartEntryList, one
from ui.case.chart_query import ChartPicture
from ui.case.chart_room import ChartRoom, Values
from ui.chart.chart_widget import ChartWidget
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

_FIELD_OF = {"comparison.other": "other", "comparison.dates": "first", "chart.date": "first"}


class ChartComparisonView(QSplitter):
    """Two charts that cannot be changed, with the same places."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.before, self.after = ChartWidget(), ChartWidget()
        self.titles = (PlainLabel(), PlainLabel())
        for chart, title in zip((self.before, self.after), self.titles, strict=True):
            chart.set_editable(False)
            chart.set_legend_shown(False)
            chart.setMinimumWidth(160)
            title.setContentsMargins(14, 6, 14, 6)
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(title)
            column.addWidget(chart, 1)
            self.addWidget(part)

    def show_both(self, found: SideBySide) -> None:
        """Show two pictures."""
        both = ((self.before, found.before, found.before_title), (self.after, found.after, found.after_title))
        for (chart, content, words), label in zip(both, self.titles, strict=True):
            label.setText(words)
            chart.setAccessibleName(words)
            chart.set_chart(content)
            chart.fit()

    def clear(self) -> None:
        """Show nothing."""
        for chart, title in zip((self.before, self.after), self.titles, strict=True):
            chart.set_chart(ChartContent(Network((), ()), {}))
            chart.setAccessibleName(_("Link chart"))
            title.clear()

    def fly_to(self, subject_id: str) -> None:
        """Bring a node into the middle of both, or the start of a link."""
        for chart in (self.before, self.after):
            chart.select([subject_id])
            ties = {k.id: k.start for k in chart.scene.model.links}
            chart.fly_to(ties.get(subject_id, subject_id))


class ChartComparisonPanel(QWidget):
    """Compares what is shown with another chart, or the network on two days."""

    def __init__(self, room: ChartRoom) -> None:
        super().__init__()
        self._room = room
        self.view = ChartComparisonView()
        self.found: SideBySide | None = None
        self.form = InlineForm("", _("Compare"), cancel=False)
        self.what = self.form.add_choice("what", _("What is compared"), _ways(others=False))
        self.form.add_choice("other", _("Other chart"), ())
        self.form.add_text("first", _("First day"), hint="2021-04")
        self.form.add_text("second", _("Second day"), hint="2022")
        self.numbers = MutedLabel()
        self.back = QPushButton(_("Back to the chart"))
        self.back.clicked.connect(lambda _checked=False: self.leave())
        self.came = ChartEntryList(_("Came"), _("Nothing came."))
        self.went = ChartEntryList(_("Went"), _("Nothing went."))
        self.changed = ChartEntryList(_("Changed"), _("Nothing changed."))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 8)
        column.addWidget(self.form)
        column.addWidget(self.numbers)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.came, self.went, self.changed):
            column.addWidget(part)
        column.addStretch(1)
        for entries in (self.came, self.went, self.changed):
            entries.add_command(_("Show on the chart"), one(self.view.fly_to), opens=True)
        self.form.submitted.connect(self.compare)
        self.what.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()
        self._show(None)

    def _follow(self) -> None:
        chart = self.form.value("what") == "chart"
        self.form.set_shown("other", chart)
        for key in ("first", "second"):
            self.form.set_shown(key, not chart)
        self.form.clear_errors()

    def show_picture(self, picture: ChartPicture) -> None:
        """Offer the other charts; what was compared belongs to another picture and goes."""
        self.setEnabled(not picture.recipient)
        known = [(c.id, c.name) for c in picture.charts if picture.chart is None or c.id != picture.chart.id]
        self.form.set_choices("other", known, self.form.value("other"))
        if bool(known) != (self.what.findData("chart") >= 0):
            self.form.set_choices("what", _ways(others=bool(known)))
            self._follow()
        if picture.recipient and self.found is not None:
            self.leave()

    def compare(self, values: Values) -> None:
        """Compare beside the window."""
        data, picture = self._room.desk.data, self._room.picture
        if data is None or picture is None:
            return
        if values["what"] == "chart":
            work = partial(compare_charts, data=data, picture=picture, other_id=values["other"])
        else:
            known, days = values["what"] == "known", (values["first"], values["second"])
            work = partial(
                compare_dates, data=data, picture=picture, first=days[0], second=days[1], known=known
            )
        self.form.set_busy(True)
        self._room.desk.session.read(self, work, self._compared, self._refused)

    def _compared(self, found: SideBySide) -> None:
        self.form.set_busy(False)
        self._show(found)
        self._room.page_wanted.emit(self.view)
        self.view.show_both(found)

    def _refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.form.show_error(error, _FIELD_OF.get(error.key, ""))

    def leave(self) -> None:
        """Show the chart again."""
        self._show(None)
        self._room.page_wanted.emit(None)

    def _show(self, found: SideBySide | None) -> None:
        self.found = found
        self.numbers.setText(summary(found) if found is not None else "")
        self.came.show_entries(found.came if found is not None else ())
        self.went.show_entries(found.went if found is not None else ())
        self.changed.show_entries(found.changed if found is not None else ())
        if found is None:
            self.view.clear()
        for part in (self.numbers, self.back, self.came, self.went, self.changed):
            part.setVisible(found is not None)


def _ways(*, others: bool) -> list[tuple[str, str]]:
    """What can be compared; a chart only where there is another one."""
    found = [("chart", _("this chart with another"))] if others else []
    return [*found, ("dates", _("the network on two days")), ("known", _("what was known on two days"))]
