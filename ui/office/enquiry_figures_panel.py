"""How many enquiries came: the years with their months, and the parts of the chosen year."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _
from app.office.enquiry_figures import YearOfEnquiries
from ui.office.enquiry_query import FigureRow, PartRow, figure_rows, part_rows
from ui.shell.day_text import day
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView


def _month_title(month: int) -> Callable[[], str]:
    return lambda: day(dt.date(2000, month, 1).isoformat()[:7]).split()[0].split(".")[0][:3]


def _month(number: int) -> Column[FigureRow]:
    return Column(
        f"month{number}",
        _month_title(number),
        lambda r: str(r.months[number - 1] or ""),
        lambda r: r.months[number - 1],
        right=True,
        width=40,
    )


def _years() -> tuple[Column[FigureRow], ...]:
    return (
        Column("year", lambda: _("Year"), lambda r: r.year, width=60),
        Column("total", lambda: _("Total"), lambda r: str(r.total), lambda r: r.total, right=True, width=75),
        Column(
            "stated",
            lambda: _("as a number only"),
            lambda r: str(r.stated or ""),
            lambda r: r.stated,
            tooltip=lambda r: r.note,
            right=True,
            width=100,
        ),
        *(_month(number) for number in range(1, 13)),
        Column("days", lambda: _("Median days"), lambda r: r.days, right=True, width=110),
    )


def _parts() -> tuple[Column[PartRow], ...]:
    return (
        Column("by", lambda: _("By"), lambda r: r.by, width=150),
        Column("name", lambda: _("Name"), lambda r: r.name, width=280),
        Column("count", lambda: _("Count"), lambda r: str(r.count), lambda r: r.count, right=True, width=90),
    )


class EnquiryFiguresPanel(QWidget):
    """Two tables; the lower one follows the year chosen above."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: tuple[YearOfEnquiries, ...] = ()
        self.years: TableView[FigureRow] = TableView(_years(), _("No enquiry yet."), name=_("Years"))
        self.parts: TableView[PartRow] = TableView(
            _parts(), _("Of this year the number alone is known."), name=_("Parts of the year")
        )
        self.about = MutedLabel(
            _(
                "Median days: from receipt to the answer, over the enquiries of the year that were answered. "
                "Years before the desk was kept here count by the number that the office stated."
            )
        )
        self.about.setContentsMargins(16, 8, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.years, 1)
        column.addWidget(self.parts, 1)
        self.years.selection_changed.connect(lambda _rows: self._follow())

    def show_figures(self, figures: tuple[YearOfEnquiries, ...]) -> None:
        """Show the figures of all years."""
        self.figures = figures
        self.years.set_rows(figure_rows(figures))
        if figures and not self.years.selected_rows():
            self.years.select_where(lambda row: row.year == figures[0].year)
        self._follow()

    def _follow(self) -> None:
        chosen = [row.year for row in self.years.selected_rows()]
        found = next((y for y in self.figures if y.year in chosen), None)
        self.parts.set_rows(part_rows(found) if found else ())
