"""The line above a chart: finding, which chart, how it is laid out, what stands beside it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QToolButton, QWidget

from app.base.i18n import _
from ui.case.chart_arranging import group_choices
from ui.case.chart_query import ChartPicture, algorithm_names
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel
from ui.widgets.tool_buttons import ICON_SIZE, labelled_button, make_action


class ChartBar(QWidget):
    """Asks for everything and does nothing itself."""

    chart_wanted = Signal(str)
    """Show another chart, by its id."""
    list_wanted = Signal(str)
    """Something about charts as a whole: new, rename, duplicate, merge, delete, compare."""
    layout_wanted = Signal(str, str, bool)
    """Lay out: the algorithm ("" as chosen in the list), what groups are made of, only what is chosen."""
    fit_wanted = Signal()
    legend_wanted = Signal()
    words_wanted = Signal(str)
    """Show only what matches these words."""
    table_toggled = Signal(bool)
    side_toggled = Signal(bool)

    def __init__(self, chips_button: QToolButton) -> None:
        super().__init__()
        self.picture: ChartPicture | None = None
        self.charts, self._algorithm = QComboBox(), ""
        self.field, self.hits = QLineEdit(), MutedLabel()
        self.table_button = _toggle(_("As a table"), "table-2", _("The same as rows of words"))
        self.side_button = _toggle(_("Panel"), "panel-right", _("Look, items, analysis, comparison"))
        self._make_field()
        self._make_lists()
        flow = FlowLayout(self, gap=4)
        flow.setContentsMargins(12, 6, 12, 6)
        self.fit_action = make_action(self, _("Show all"), "maximize", self.fit_wanted.emit)
        make_action(self, _("Legend"), "list", self.legend_wanted.emit)
        parts = (self.field, self.hits, self.charts, self.chart_button, self.layout_button)
        fit = labelled_button(self.fit_action)
        for widget in (*parts, chips_button, fit, self.table_button, self.side_button):
            flow.addWidget(widget)
        for button in (fit, self.table_button, self.side_button):
            _without_word(button)
        self.table_button.toggled.connect(self.table_toggled)
        self.side_button.toggled.connect(self.side_toggled)

    def _make_field(self) -> None:
        self.field.setPlaceholderText(_("Find (Ctrl+F)"))
        self.field.setAccessibleName(_("Find on the chart"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(172)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        narrow = self.field.addAction(icon("filter"), QLineEdit.ActionPosition.TrailingPosition)
        narrow.setToolTip(_("Show only what matches"))
        narrow.triggered.connect(lambda _on=False: self.words_wanted.emit(self.field.text()))
        self.hits.setWordWrap(False)

    def _make_lists(self) -> None:
        self.charts.setAccessibleName(_("Chart"))
        self.charts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.charts.setMaximumWidth(200)
        self.charts.activated.connect(lambda _i: self.chart_wanted.emit(str(self.charts.currentData() or "")))
        self.chart_menu, self.layout_menu = QMenu(self), QMenu(self)
        self.chart_button = _menu_button(_("Chart"), "chart-network", self.chart_menu)
        self.chart_menu.aboutToShow.connect(self.fill_chart_menu)
        self.arrange = make_action(
            self,
            _("Lay out"),
            "workflow",
            lambda: self.layout_wanted.emit("", "", False),
            tip=_("Place all nodes anew"),
        )
        self.layout_button = labelled_button(self.arrange)
        self.layout_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.layout_button.setMenu(self.layout_menu)
        self.layout_menu.aboutToShow.connect(self.fill_layout_menu)

    def show_picture(self, picture: ChartPicture) -> None:
        """Show which charts there are and which one is shown."""
        self.picture = picture
        self.charts.clear()
        for chart in picture.charts:
            self.charts.addItem(chart.name, chart.id)
        if picture.chart is not None:
            self.charts.setCurrentIndex(self.charts.findData(picture.chart.id))
            self._algorithm = picture.chart.algorithm
        self.charts.setVisible(len(picture.charts) > 1)
        self.arrange.setToolTip(_("Place all nodes anew: {layout}").format(layout=self._layout_name()))

    def chart_id(self) -> str:
        """Return the id of the chart chosen, "" while there is none."""
        return str(self.charts.currentData() or "")

    def algorithm(self) -> str:
        """Return the layout that the button uses: the one the chart was last laid out with."""
        known = [key for key, _name in algorithm_names()]
        return self._algorithm if self._algorithm in known else known[0]

    def _layout_name(self) -> str:
        return dict(algorithm_names())[self.algorithm()]

    def fill_chart_menu(self) -> None:
        """Offer what can be done with charts now."""
        picture, menu = self.picture, self.chart_menu
        menu.clear()
        known, several = bool(picture and picture.chart), bool(picture and len(picture.charts) > 1)
        for key, words, possible in (
            ("new", _("New chart …"), True),
            ("rename", _("Rename …"), known),
            ("duplicate", _("Duplicate"), known),
            ("merge", _("Unite with another …"), several),
            ("compare", _("Compare …"), True),
            ("scope", self._scope_words(), known),
            ("delete", _("Delete …"), known),
        ):
            action = menu.addAction(words, partial(self.list_wanted.emit, key))
            action.setEnabled(possible)

    def _scope_words(self) -> str:
        chosen = self.picture is not None and self.picture.document.scope == "chosen"
        return _("Show the whole case") if chosen else _("Show only what stands here now")

    def fill_layout_menu(self) -> None:
        """Offer layouts on everything and on what is chosen, and groups to make."""
        menu = self.layout_menu
        menu.clear()
        for algorithm, name in algorithm_names():
            entry = menu.addAction(_first_large(name), partial(self.layout_wanted.emit, algorithm, "", False))
            entry.setCheckable(True)
            entry.setChecked(algorithm == self.algorithm())
        menu.addSeparator()
        below = menu.addMenu(_("Only what is chosen"))
        for algorithm, name in algorithm_names():
            below.addAction(_first_large(name), partial(self.layout_wanted.emit, algorithm, "", True))
        if self.picture is not None:
            below = menu.addMenu(_("Grouped by"))
            for key, name in group_choices(self.picture):
                below.addAction(name, partial(self.layout_wanted.emit, "grouped", key, False))
            below = menu.addMenu(_("In a circle by"))
            for key, name in group_choices(self.picture):
                below.addAction(name, partial(self.layout_wanted.emit, "circle", key, False))
        radial = menu.addAction(_("Around the chosen node"))
        radial.triggered.connect(lambda _on=False: self.layout_wanted.emit("radial", "", False))


def _first_large(name: str) -> str:
    return name[:1].upper() + name[1:]


def _toggle(text: str, icon_name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setCheckable(True)
    return _worded(button)


def _menu_button(text: str, icon_name: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setIcon(icon(icon_name))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return _worded(button)


def _without_word(button: QToolButton) -> None:
    """Leave the word to the tip and to readers of the screen: the line has room for the chart's own words."""
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAccessibleName(button.text())


def _worded(button: QToolButton) -> QToolButton:
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(ICON_SIZE)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
