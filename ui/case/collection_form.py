"""The form of a task of the collection plan."""

from PySide6.QtCore import Signal

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import case_lists, collection_plan
from app.casework.collection_plan import CollectionTask
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.collection_query import rating_choices
from ui.case.gaps_query import GapBook, gap_names
from ui.case.parties_form import provision_choices
from ui.shell.inline_form import InlineForm
from ui.shell.removal_question import RemovalQuestion

_FIELD_OF = {
    "review.day": "due",
    "provisions.unknown": "provision",
    "case_list.task_states": "state",
    "case_list.priorities": "priority",
}


class CollectionForm(InlineForm):
    """A new task, for a gap or none, or changes of one that is there."""

    taken_out = Signal(str)
    """The task's id."""

    def __init__(
        self, data: CaseData, book: GapBook, task: CollectionTask | None = None, gap_id: str = ""
    ) -> None:
        title = _("A new task") if task is None else _("Task {no}").format(no=task.no)
        super().__init__(title, _("Record"))
        self._task = task
        self._data = data
        self.about = f"task {task.id if task else ''}"
        said = {name: str(getattr(task, name) or "") if task else "" for name in collection_plan.FIELDS}
        self.add_text("requirement", _("What is to be found out"), said["requirement"])
        self.require("requirement")
        gaps = [("", _("none")), *gap_names(book).items()]
        self.add_choice("gap_id", _("For the question"), gaps, said["gap_id"] or gap_id)
        agencies = [("", _("none yet")), *((a.id, data.agency_name(a.id)) for a in data.records.agencies)]
        agency = self.add_choice("agency_id", _("Agency"), agencies, said["agency_id"])
        self.add_choice("provision", _("Legal basis of the collection"), ())
        self.add_text("source", _("Source"), said["source"], hint=_("register, file, witness …"))
        self.add_text("method", _("Method"), said["method"], hint=_("enquiry, inspection, extract …"))
        self._add_list("priority", _("Priority"), case_lists.PRIORITIES, said["priority"] or "normal")
        self.add_text("due", _("Due"), said["due"], hint=_("for example 2027-12-31 or 31.12.2027"))
        self.add_text("owner", _("Who asks the question"), said["owner"], hint=_("name, unit"))
        self.add_text("reason", _("Why it is needed"), said["reason"])
        self.add_text("stop_criterion", _("When it is enough"), said["stop_criterion"])
        self._add_list("state", _("State"), case_lists.TASK_STATES, said["state"] or "open")
        self.add_text("result", _("Result"), said["result"])
        self.add_choice("rating", _("Rating of the result (4x4)"), rating_choices(), said["rating"])
        agency.currentIndexChanged.connect(self._offer)
        self._offer()
        self.set_value("provision", said["provision"])
        if task is not None:
            self._add_removal(task.id)

    def _add_list(self, key: str, label: str, name: str, current: str) -> None:
        self.add_choice(key, label, [(e.id, e.label) for e in case_lists.entries(name).values()], current)

    def _add_removal(self, task_id: str) -> None:
        going = _("With it go agency, due day, reason and result of this task. The question stays.")
        question = RemovalQuestion(_("Take out of the plan"), going)
        question.agreed.connect(lambda: self.taken_out.emit(task_id))
        self.add_below(question)

    def _offer(self, _index: int = 0) -> None:
        """Offer the provisions of the agency chosen, all of them while there is none."""
        current = self.value("provision") or (self._task.provision if self._task else "")
        choices = provision_choices(self._data, self.value("agency_id"), current)
        self.set_choices("provision", choices, current)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Record what the form says."""
        if self._task is None:
            return collection_plan.add(store, case_id, values)
        return collection_plan.change(store, self._task.id, values)


def field_of(error: UserError) -> str:
    """Return the field that a refusal is about."""
    return _FIELD_OF.get(error.key, error.key.removeprefix("task."))
