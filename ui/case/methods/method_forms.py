"""The forms of methods: a method, a part of it, a finding to cite, the rating of a row."""

from PySide6.QtCore import Signal

from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import (
    ABSENCE,
    FINDING,
    ROLES,
    STATES,
    VERDICTS,
    Method,
    MethodKind,
    MethodPart,
    PartKind,
)
from app.base.method_words import (
    column_word,
    method_word,
    part_word,
    role_word,
    status_word,
    verdict_code,
    verdict_meaning,
)
from app.casework import hypothesis_ratings, method_parts, methods
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.finding_pick_form import FindingPickForm
from ui.case.methods.methods_query import Beside, part_text, template_choices
from ui.case.methods.part_choices import offered_findings
from ui.shell.inline_form import InlineForm
from ui.shell.removal_question import RemovalQuestion
from ui.widgets.plain_label import MutedLabel

_ASKING = (PartKind.EVIDENCE, PartKind.ASSUMPTION, PartKind.MILESTONE)
_PUBLIC = (PartKind.SIGNAL, PartKind.PARTNER, PartKind.BARRIER)


def field_of(error: UserError) -> str:
    """Return the field of these forms that a refusal is about, "" if it is about none."""
    special = {
        "method.person": "text",
        "method.ranking": "text",
        "provisions.unknown": "provision",
        "review.day": "due",
        "method.title": "title",
        "method.template": "template",
    }
    return special.get(error.key, error.key.removeprefix("part."))


class MethodForm(InlineForm):
    """A new method, or another name and question of one that is there."""

    taken_out = Signal(str)
    """The method's id."""

    def __init__(self, beside: Beside, method: Method | None = None) -> None:
        super().__init__(_("A new method") if method is None else method_word(method.kind), _("Record"))
        self._method = method
        self.about = f"method {method.id if method else ''}"
        if method is None:
            kind = self.add_choice("kind", _("Method"), [(k.value, method_word(k)) for k in MethodKind])
            self.add_choice("template", _("Begin with"), template_choices(beside))
            kind.currentIndexChanged.connect(lambda _index: self._offer())
        self.add_text("title", _("Name"), method.title if method else "")
        self.add_text("question", _("Which question does it answer?"), method.question if method else "")
        if method is not None:
            self.require("title")
            self._add_removal(method)

    def _offer(self) -> None:
        self.set_shown("template", self.value("kind") == MethodKind.BARRIERS)

    def _add_removal(self, method: Method) -> None:
        going = _("With it go all its parts and ratings. Findings, measures and tasks stay.")
        question = RemovalQuestion(_("Delete the method"), going)
        question.agreed.connect(lambda: self.taken_out.emit(method.id))
        self.add_below(question)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Record what the form says."""
        if self._method is not None:
            return methods.change(store, self._method.id, values["title"], values["question"])
        kind = MethodKind(values["kind"])
        template = values["template"] if kind is MethodKind.BARRIERS else ""
        return methods.create(store, case_id, kind, values["title"], values["question"], template)


class PartForm(InlineForm):
    """A new part of a method, or changes of one that is there. Evidence here is what was not found."""

    taken_out = Signal(str)
    """The part's id."""
    let_go = Signal(str, str)
    """A part and the finding it is not to cite any more."""

    def __init__(
        self,
        data: CaseData,
        beside: Beside,
        method: Method,
        kind: PartKind,
        part: MethodPart | None = None,
        above_id: str = "",
    ) -> None:
        step = next((p for p in method.parts if p.id == (part.above_id if part else above_id)), None)
        heading = f"{part_word(kind)} – {step.no}. {step.text}" if step else part_word(kind)
        super().__init__(heading, _("Record"))
        self._data, self._method, self._kind, self._part, self._above = data, method, kind, part, above_id
        self.about = f"part {part.id if part else f'{method.id} {kind} {above_id}'}"
        self._add_words()
        if kind in _PUBLIC:
            self._add_partner()
        if kind is PartKind.BARRIER:
            self._add_weighing()
        if kind in _ASKING:
            self._add_asking(beside)
        if part is not None:
            self._add_removal(part)

    def _said(self, name: str) -> str:
        return str(getattr(self._part, name) or "") if self._part else ""

    def _add_words(self) -> None:
        captions = {
            PartKind.STEP: _("What happens in this step?"),
            PartKind.EVIDENCE: _("What was looked for and not found?"),
            PartKind.ASSUMPTION: _("What do we take for granted?"),
            PartKind.MILESTONE: _("What would have to be observed?"),
        }
        self.add_text("text", captions.get(self._kind, column_word(self._kind)), self._said("text"))
        if self._kind is not PartKind.PARTNER:
            self.require("text")
        notes = {
            PartKind.EVIDENCE: _("Where was it looked for?"),
            PartKind.ASSUMPTION: _("Why do we assume it?"),
            PartKind.MILESTONE: _("What would it mean for the hypotheses?"),
            PartKind.SIGNAL: _("How is it recognised?"),
        }
        if self._kind in notes:
            self.add_text("note", notes[self._kind], self._said("note"))
        if self._kind is PartKind.ASSUMPTION:
            self.require("note")
        roles = ROLES.get(self._kind, ())
        if len(roles) > 1 and self._kind not in (PartKind.HYPOTHESIS, PartKind.EVIDENCE):
            choices = [(role, role_word(self._kind, role) or _("not said")) for role in roles]
            captions_of = {PartKind.STEP: _("Level"), PartKind.ASSUMPTION: _("How well supported?")}
            self.add_choice("role", captions_of.get(self._kind, _("Type")), choices, self._said("role"))

    def _add_partner(self) -> None:
        caption = (
            _("Agency that may lawfully see it") if self._kind is PartKind.SIGNAL else _("Agency that acts")
        )
        agencies = [("", _("none"))]
        agencies += [(a.id, self._data.agency_name(a.id)) for a in self._data.records.agencies]
        self.add_choice("agency_id", caption, agencies, self._said("agency_id"))
        self.add_text("partner", _("or a partner that is no agency"), self._said("partner"))
        if self._kind is not PartKind.PARTNER:
            hint = _("for example § 35 GewO, or an id of the matrix")
            self.add_text("provision", _("Power or provision"), self._said("provision"), hint=hint)

    def _add_weighing(self) -> None:
        states = [(s, status_word(s)) for s in STATES[PartKind.BARRIER]]
        self.add_choice("status", _("State"), states, self._said("status"))
        effort = [("", _("not estimated")), *_degrees(_("1 – little"), _("5 – much"))]
        self.add_choice("effort", _("Effort"), effort, self._said("effort").replace("0", ""))
        self.add_choice("effect", _("Effect"), effort, self._said("effect").replace("0", ""))
        self.add_text("due", _("Due"), self._said("due"), hint=_("for example 2027-12-31 or 31.12.2027"))
        self.add_text("indicator", _("How is success measured?"), self._said("indicator"))

    def _add_asking(self, beside: Beside) -> None:
        if self._kind is PartKind.MILESTONE:
            states = [(s, status_word(s)) for s in STATES[PartKind.MILESTONE]]
            self.add_choice("status", _("State"), states, self._said("status"))
        gaps = [("", _("none")), *((g.id, g.text or g.question) for g in beside.gaps)]
        self.add_choice("gap_id", _("Question of the gap table"), gaps, self._said("gap_id"))
        tasks = [("", _("none")), *((t.id, f"{t.no}. {t.requirement}") for t in beside.tasks)]
        self.add_choice("task_id", _("Task of the collection plan"), tasks, self._said("task_id"))

    def _add_removal(self, part: MethodPart) -> None:
        for finding_id in part.cites:
            finding = self._data.findings.get(finding_id)
            if finding is not None and part.kind is not PartKind.EVIDENCE:
                words = _("It rests on: {finding}").format(finding=self._data.value(finding))
                question = RemovalQuestion(_("Do not cite this finding"), words)
                question.agreed.connect(lambda i=finding_id: self.let_go.emit(part.id, i))
                self.add_below(question)
        going = (
            _("With it goes all that stands at this step.")
            if part.kind is PartKind.STEP
            else _("With it go its ratings and what it cites; the findings stay.")
        )
        question = RemovalQuestion(_("Take out of the method"), going)
        question.agreed.connect(lambda: self.taken_out.emit(part.id))
        self.add_below(question)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Record what the form says."""
        if self._part is not None:
            return method_parts.change(store, self._part.id, values)
        role = {"role": ABSENCE} if self._kind is PartKind.EVIDENCE else {}
        return method_parts.add(store, self._method.id, self._kind, {**values, **role}, above_id=self._above)


class CitationForm(FindingPickForm):
    """A finding for a part, or as a row of evidence."""

    def __init__(self, data: CaseData, method: Method, part: MethodPart | None = None) -> None:
        title = _("Evidence: a finding of the case") if part is None else _("Cite a finding")
        super().__init__(title, _("Take it"))
        self._method, self._part = method, part
        if part is not None:
            self.add_widget(MutedLabel(part_text(data, part)))
        none = _("No finding of the case that may stand here holds these words.")
        self.offer(lambda typed: offered_findings(data, method, typed), none)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Cite the finding."""
        if self._part is not None:
            return method_parts.cite(store, self._part.id, values["finding"])
        return method_parts.add(
            store, self._method.id, PartKind.EVIDENCE, {"role": FINDING}, cites=(values["finding"],)
        )


class RatingForm(InlineForm):
    """How one row of evidence sits with each hypothesis, said by one person."""

    taken_out = Signal(str)
    """The row's id."""

    def __init__(self, data: CaseData, method: Method, row: MethodPart, rater: str) -> None:
        super().__init__(_("Evidence {no}").format(no=row.no), _("Rate"))
        self._row = row
        self.about = f"rating {row.id}"
        self.add_widget(MutedLabel(part_text(data, row)))
        self.add_text("rater", _("Rated by"), rater)
        choices = [("", _("not rated"))]
        choices += [(v, f"{verdict_code(v)} – {verdict_meaning(v)}") for v in VERDICTS]
        known = {r.hypothesis_id: r.verdict for r in row.ratings if r.rater == rater}
        for h in method.of(PartKind.HYPOTHESIS):
            self.add_choice(h.id, f"H{h.no}. {h.text}", choices, known.get(h.id, ""))
        question = RemovalQuestion(
            _("Take the row out"), _("With it go its ratings; the finding itself stays in the case.")
        )
        question.agreed.connect(lambda: self.taken_out.emit(row.id))
        self.add_below(question)

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Record the ratings."""
        said = {key: verdict for key, verdict in values.items() if key != "rater"}
        return hypothesis_ratings.rate_row(store, self._row.id, said, values["rater"])


def _degrees(least: str, most: str) -> list[tuple[str, str]]:
    return [("1", least), ("2", "2"), ("3", "3"), ("4", "4"), ("5", most)]
