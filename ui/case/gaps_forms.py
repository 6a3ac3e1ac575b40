"""The forms of the gap table: a question, a finding for a cell, a text for a cell."""

from PySide6.QtCore import Signal

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework import case_lists, gaps
from app.policy.provisions import catalogue
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.finding_pick_form import FindingPickForm
from ui.case.gaps_query import GapRow, offered
from ui.shell.inline_form import InlineForm
from ui.shell.removal_question import RemovalQuestion

_FIELD_OF = {"gap.answered": "status", "gap.not_permitted": "status", "gap.text": "text"}


def field_of(error: UserError) -> str:
    """Return the field of these forms that a refusal is about, "" if it is about none."""
    return _FIELD_OF.get(error.key, "")


class GapForm(InlineForm):
    """A new row of the table, or another wording and state of one that is there."""

    taken_out = Signal(str)
    """The row's id."""

    def __init__(self, row: GapRow | None = None) -> None:
        super().__init__(_("A new question") if row is None else row.question, _("Record"))
        self._id = row.id if row else ""
        self.about = f"gap {self._id}"
        if row is None:
            questions = case_lists.entries(case_lists.QUESTIONS)
            self.add_choice("question", _("Question"), [(q.id, q.label) for q in questions.values()])
        self.add_text("text", _("What exactly is asked in this case?"), row.text if row else "")
        if row is not None:
            states = case_lists.entries(case_lists.GAP_STATES)
            self.add_choice("status", _("State"), [(s.id, s.label) for s in states.values()], row.status_id)
            remove = RemovalQuestion(_("Take the question out"), _what_goes(row))
            remove.agreed.connect(lambda: self.taken_out.emit(row.id))
            self.add_below(remove)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Record what the form says."""
        if self._id:
            return gaps.change(store, self._id, values["text"], values["status"])
        return gaps.add(store, case_id, values["question"], values["text"])


def _what_goes(row: GapRow) -> str:
    count = sum(len(cell) for cell in row.cells)
    goes = ngettext(
        "With it goes {count} entry of its cells.", "With it go {count} entries of its cells.", count
    ).format(count=count)
    tasks = len(row.tasks)
    stay = ngettext(
        "{count} task of the collection plan stays, without a question.",
        "{count} tasks of the collection plan stay, without a question.",
        tasks,
    ).format(count=tasks)
    said = (goes if count else _("Its cells are empty."), stay if tasks else "", _("The findings stay."))
    return " ".join(filter(None, said))


class CiteForm(FindingPickForm):
    """A finding of the case for a cell of the gap table."""

    def __init__(self, data: CaseData, row: GapRow, cell: str, first: str) -> None:
        word = case_lists.word(case_lists.CELLS, cell)
        super().__init__(f"{row.question} – {word}", _("Put here"))
        self._gap_id, self._cell = row.id, cell
        none = (
            _("No fact of the case holds these words.")
            if cell == gaps.KNOWN
            else _("No assessment or hypothesis of the case holds these words.")
        )
        hint = _("words of the finding, its subject or value")
        self.offer(lambda typed: offered(data, cell, typed, first), none, hint)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Put the finding into the cell."""
        return gaps.cite(store, self._gap_id, self._cell, values["finding"])


class NoteForm(InlineForm):
    """What is unknown, or which provision or ground forbids the question."""

    def __init__(self, row: GapRow, cell: str) -> None:
        word = case_lists.word(case_lists.CELLS, cell)
        super().__init__(f"{row.question} – {word}", _("Record"))
        self._gap_id, self._cell = row.id, cell
        self.about = f"gap {row.id} {cell}"
        if cell == gaps.NOT_PERMITTED:
            self.add_choice("provision", _("Provision that forbids it"), _limits())
            self.add_text("text", _("Why"), hint=_("for example confided to the youth office"))
        else:
            self.add_text("text", _("What is not known"))
            self.require("text")

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Write the text into the cell."""
        found = catalogue().get(values.get("provision", ""))
        parts = (found.citation if found else "", values["text"])
        return gaps.note(store, self._gap_id, self._cell, " – ".join(filter(None, parts)))


def _limits() -> list[tuple[str, str]]:
    """Return the provisions to choose from: those that limit first."""
    ordered = sorted(catalogue().values(), key=lambda p: (p.kind != "limit", p.law, p.provision))
    return [("", _("none named")), *((p.id, p.citation) for p in ordered)]
