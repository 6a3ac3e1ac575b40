"""Which wealth sheet and career go into a briefing: the fields of its form. Loads nothing heavy."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from app.analysis.money_flows import Unit
from app.analysis.money_words import unit_word
from app.base.i18n import _
from ui.case.case_data import CaseData
from ui.case.money.money_query import PERSON, wealth_choices
from ui.shell.inline_form import InlineForm

LIVE = ("period", "wealth", "career", "names")
"""Fields of which another choice draws the pages anew."""
SheetChoice = tuple[str, str, str, str, bool]
"""Period, whose wealth sheet, whose career, on which legal basis, with names; "" for nobody."""


class BriefingSheetFields:
    """Period of the flows, whose wealth sheet, whose career; a career asks for its legal basis."""

    def __init__(self, form: InlineForm, chosen: Callable[[], None]) -> None:
        self.form = form
        self._chosen = chosen
        periods = [(unit.value, unit_word(unit)) for unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR)]
        form.add_choice("period", _("Flows of money"), periods, Unit.QUARTER.value)
        form.add_choice("wealth", _("Income and assets of"), (("", _("nobody")),))
        form.add_choice("career", _("Career of"), (("", _("nobody")),))
        form.add_text("basis", _("Legal basis of looking, it goes into the log"))
        form.add_choice("names", _("People in the career"), (("", _("pseudonyms")), ("yes", _("names"))))
        for key in LIVE:
            field = form.field(key)
            if isinstance(field, QComboBox):
                field.activated.connect(lambda _index: self._changed())
        self._offer()

    def show_case(self, data: CaseData) -> None:
        """Offer the persons and organisations of a case."""
        owners = wealth_choices(data)
        persons = [(i, name) for i, name in owners if data.subjects[i].type == PERSON]
        for key, held in (("wealth", owners), ("career", persons)):
            before = self.form.value(key)
            kept = before if before in dict(held) else ""
            self.form.set_choices(key, [("", _("nobody")), *held], kept)
        self._offer()

    def chosen(self) -> SheetChoice:
        """Return what is chosen."""
        value = self.form.value
        career = value("career")
        basis = value("basis") if career else ""
        return value("period"), value("wealth"), career, basis, bool(career and value("names"))

    def _changed(self) -> None:
        self._offer()
        # A career is not looked at before the legal basis is stated.
        if not self.form.value("career") or self.form.value("basis").strip():
            self._chosen()

    def _offer(self) -> None:
        for key in ("basis", "names"):
            self.form.set_shown(key, bool(self.form.value("career")))
