"""The form of a step of the case: where to, with what outcome, and why - and what is still missing."""

from collections.abc import Mapping, Sequence

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.casework import case_erasure, case_lists, case_steps
from app.casework.case_steps import CaseStatus, Missing
from app.casework.erasure_repeats import Repeat
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.overview_query import CaseWork
from ui.shell.case_frame_form import entry_words
from ui.shell.inline_form import Choices, InlineForm
from ui.shell.repeat_fields import RepeatFields
from ui.shell.stoppable_task import progress_in
from ui.widgets.plain_label import MutedLabel, PlainLabel

_FIELD_OF = {
    "case.way": "status",
    "case.step": "status",
    "case.reason": "reason",
    "case.confirm": "confirm",
    "case_list.outcomes": "outcome",
    "erasure.reason": "reason",
    "erasure.telling": "reason",
}


class CaseStepForm(InlineForm):
    """Where the case goes next. Says beforehand what the step demands and does not have."""

    def __init__(self, data: CaseData, work: CaseWork, repeats: Sequence[Repeat] = ()) -> None:
        super().__init__(_("Status of the case"), _("Take the step"))
        self.about = f"step {data.header.id}"
        self._start = case_steps.status_of(data.header)
        self._missing = dict(work.missing)
        self._reference = data.header.reference
        now = MutedLabel(_("Now: {status}").format(status=case_steps.status_word(self._start)))
        self.add_widget(now)
        self.add_choice("status", _("Next"), self._targets()).currentIndexChanged.connect(self._follow)
        self.add_choice("outcome", _("Outcome"), _outcomes()).currentIndexChanged.connect(self._follow)
        self.lacking = PlainLabel()
        self.add_widget(self.lacking)
        self.warning = PlainLabel(_what_goes(data))
        self.add_widget(self.warning)
        self.repeats = RepeatFields(self, repeats)
        confirm = _("To confirm, write the reference {reference}")
        self.add_text("confirm", confirm.format(reference=self._reference))
        self.add_text("reason", _("Reason"), hint=_("it goes into the log"))
        self.require("status", "confirm", "reason")
        self.progress = progress_in(self)
        self._follow()

    def _targets(self) -> Choices:
        forward = _("back to: {status}")
        return [
            (
                status.value,
                forward.format(status=case_steps.status_word(status))
                if case_steps.goes_back(self._start, status)
                else case_steps.status_word(status),
            )
            for status in self._missing
        ]

    def target(self) -> CaseStatus:
        """Return where the case is to go."""
        return CaseStatus(self.value("status") or CaseStatus.DRAFT)

    def _follow(self, _index: int = 0) -> None:
        erasing = self.target() is CaseStatus.ERASED
        lacks_outcome = any(m.field == "outcome" for m in self._missing.get(self.target(), ()))
        self.set_shown("outcome", lacks_outcome or self.target() is CaseStatus.COMPLETED)
        self.set_shown("confirm", erasing)
        self.warning.setVisible(erasing)
        self.repeats.shown(erasing)
        self.submit_button.setText(_("Erase the case") if erasing else _("Take the step"))
        lines = [] if erasing else [_line(m) for m in self._open_demands()]
        self.lacking.setText("\n".join([_("Still missing:"), *lines]))
        self.lacking.setVisible(bool(lines))

    def _open_demands(self) -> list[Missing]:
        chosen = bool(self.value("outcome"))
        return [m for m in self._missing.get(self.target(), ()) if not (chosen and m.field == "outcome")]

    def check(self, values: Mapping[str, str]) -> None:
        """Raise `UserError` if an erasure was not confirmed."""
        if self.target() is CaseStatus.ERASED and values["confirm"] != self._reference:
            raise UserError(
                "case.confirm",
                _("The reference was not repeated."),
                _("Write {reference} to erase the case."),
                reference=self._reference,
            )

    def refuse(self, error: UserError) -> None:
        """Put a refusal beside its field."""
        self.set_busy(False)
        if not self.repeats.refuse(error):
            self.show_error(error, _FIELD_OF.get(error.key, "status"))


def take(
    store: Store,
    case_id: str,
    values: Mapping[str, str],
    repeats: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Change:
    """Take the step a form describes; an erasure with the decisions on places outside the case.

    `Cancelled` is raised by an erasure alone, and only while nothing of the case is gone.
    """
    target = CaseStatus(values["status"])
    if target is CaseStatus.ERASED:
        return case_erasure.erase(store, case_id, values["reason"], repeats=repeats, progress=progress)
    closing = target in (CaseStatus.COMPLETED, CaseStatus.HANDED_OVER)
    outcome = values["outcome"] if closing else ""
    return case_steps.take(store, case_id, target, values["reason"], outcome=outcome)


def _line(missing: Missing) -> str:
    return f"•  {missing.what} – {missing.where}"


def _outcomes() -> Choices:
    entries = case_lists.entries(case_lists.OUTCOMES)
    return [("", _("not stated")), *((code, entry_words(entry)) for code, entry in entries.items())]


def _what_goes(data: CaseData) -> str:
    records = data.records
    counted = (
        (len(records.findings), ngettext("{count} finding", "{count} findings", len(records.findings))),
        (
            len(records.contributions),
            ngettext("{count} contribution", "{count} contributions", len(records.contributions)),
        ),
        (len(records.documents), ngettext("{count} document", "{count} documents", len(records.documents))),
        (len(records.measures), ngettext("{count} measure", "{count} measures", len(records.measures))),
    )
    parts = [words.format(count=count) for count, words in counted if count]
    if not parts:
        return _(
            "The case holds nothing; its title and question go. Reference, legal basis, ledger and log stay."
        )
    text = _(
        "Everything the case holds goes and cannot be brought back: {parts}, with conferences, charts, gap "
        "table and collection plan. Reference, legal basis, ledger and log stay."
    )
    return text.format(parts=", ".join(parts))
