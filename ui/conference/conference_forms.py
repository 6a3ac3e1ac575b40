"""The forms of a conference: its frame, a point, a person, what is shown, a measure."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.base.conference_records import Attendance, ExhibitKind, Plan, Point, Seat
from app.base.errors import UserError
from app.base.i18n import _
from app.base.latin_script import list_order
from app.casework import case_lists, case_parties
from app.conference import agenda_template
from app.conference.plan_words import attendance_word, exhibit_word
from app.policy.provisions import find as find_provision
from ui.conference.conference_query import Detail, findings_of
from ui.shell.inline_form import Choices, InlineForm
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel

_NONE = ("", "–")
DELIBERATE = "deliberate"
"""The field that appears when a text names what not everybody may hear: why it is kept all the same."""


def refuse(form: InlineForm, error: UserError) -> None:
    """Put a refusal beside the field that its key ends in, or above the buttons."""
    form.set_busy(False)
    field = error.key.rpartition(".")[2]
    known = {"power": "legal_power", "text": "reason", "day": "due", "priorities": "priority"}
    wanted = known.get(field, field)
    if "place" in error.params and DELIBERATE in form.values():
        form.set_shown(DELIBERATE, True)
    form.show_error(error, wanted if wanted in form.values() else "")


def _agencies(names: Iterable[tuple[str, str]]) -> Choices:
    return sorted(names, key=lambda pair: list_order(pair[1]))


class ConferenceForm(InlineForm):
    """Date, place, chair and the rest; for a new conference over all cases also the case."""

    def __init__(
        self,
        agencies: Sequence[tuple[str, str]],
        plan: Plan | None = None,
        cases: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(
            _("Change the conference") if plan else _("Call a conference"),
            _("Save") if plan else _("Call it"),
        )
        self.about = f"conference {plan.id if plan else 'new'}"
        if cases:
            self.add_choice("case_id", _("Case"), cases)
        moment = plan.held_on.replace("T", " ") if plan else ""
        self.add_text("held_on", _("Day and time"), moment, hint="2026-12-01 10:00")
        self.add_text("minutes", _("Length in minutes"), str(plan.minutes if plan else "120"))
        self.add_text("place", _("Place"), plan.place if plan else "")
        self.add_text("chair", _("Chair"), plan.chair if plan else "")
        lead = plan.lead_agency_id if plan else ""
        self.add_choice("lead_agency_id", _("Lead agency"), _agencies(agencies), lead)
        self.add_text("minute_taker", _("Minute taker"), plan.minute_taker if plan else "")
        self.add_text("contact", _("Data-protection contact"), plan.contact if plan else "")
        hint = _("empty: the purpose of the case")
        self.add_text("purpose", _("Purpose"), plan.purpose if plan else "", hint=hint)
        if plan:
            self.add_text("next_on", _("Next date"), plan.next_on.replace("T", " "), hint="2027-01-15 10:00")
        self.require("held_on", "place", "chair")


class BesideForm(InlineForm):
    """Which other case the same sitting is about."""

    def __init__(self, conference_id: str, cases: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("Also about another case"), _("Call it there too"))
        self.about = f"beside {conference_id}"
        self.add_choice("case_id", _("Case"), cases)
        note = _("The same people on the same day; agenda, conditions and minutes are that case's own.")
        self.add_widget(MutedLabel(note))


class PointForm(InlineForm):
    """A point of the agenda, who may hear it, and - once it was called - what was decided."""

    def __init__(self, found: Detail, point: Point | None = None) -> None:
        super().__init__(
            _("Point of the agenda") if point else _("Add a point"), _("Save") if point else _("Add it")
        )
        self.about = f"point {point.id if point else found.plan.id}"
        self.add_text("title", _("Title"), point.title if point else "")
        self.add_text("question", _("Question"), point.question if point else "")
        self.add_text("recommendation", _("Recommendation"), point.recommendation if point else "")
        self.add_text("minutes", _("Length in minutes"), str(point.minutes or "") if point else "")
        invited = {s.agency_id for s in found.plan.seats}
        names = [(i, found.agencies.get(i, "")) for i in invited]
        speaker = point.speaker_id if point else ""
        self.add_choice("speaker_id", _("Who speaks"), [_NONE, *_agencies(names)], speaker)
        note = MutedLabel(_("Only for (none ticked: for everybody invited)"))
        note.setContentsMargins(0, 6, 0, 0)
        self.add_widget(note)
        self.only: dict[str, QCheckBox] = {}
        for agency, name in _agencies(names):
            box = self.add_check(f"only_{agency}", name)
            box.setChecked(point is not None and agency in point.audience)
            self.only[agency] = box
        if point:
            self.add_text("decision", _("Decision"), point.decision)
            self.add_text("note", _("Note (stays in the office)"), point.note)
        _add_deliberate(self)
        self.require("title")

    def audience(self) -> frozenset[str]:
        """Return the agencies that are ticked."""
        return frozenset(agency for agency, box in self.only.items() if box.isChecked())

    def said(self, values: dict[str, str]) -> dict[str, str]:
        """Return the values without the boxes."""
        return {k: v for k, v in values.items() if not k.startswith("only_") and k != DELIBERATE}


def _add_deliberate(form: InlineForm) -> None:
    form.add_text(DELIBERATE, _("Keep it all the same, because (enters the log)"))
    form.set_shown(DELIBERATE, False)


class SeatForm(InlineForm):
    """A person at the table."""

    def __init__(self, agencies: Sequence[tuple[str, str]], seat: Seat | None = None) -> None:
        super().__init__(
            _("Participant") if seat else _("Invite a person"), _("Save") if seat else _("Invite")
        )
        self.about = f"seat {seat.id if seat else ''}"
        self.add_choice("agency_id", _("Agency"), _agencies(agencies), seat.agency_id if seat else "")
        self.add_text("person", _("Person"), seat.person if seat else "")
        roles = tuple(agenda_template.roles().items())
        self.add_choice("role", _("Role"), roles, seat.role if seat else "representative")
        states = [(a.value, attendance_word(a.value)) for a in Attendance]
        self.add_choice("attendance", _("Attendance"), states, seat.attendance if seat else "invited")
        self.add_text(
            "declared_on",
            _("Confidentiality declaration signed on"),
            seat.declared_on if seat else "",
            hint=_("the day, as 2026-12-01"),
        )
        self.add_check("official", _("Is an official")).setChecked(seat is None or seat.official)
        self.add_text(
            "bound_on",
            _("Formally bound on (VerpflG section 1), if no official"),
            seat.bound_on if seat else "",
        )
        self.require("person")


class ExhibitForm(InlineForm):
    """What shall be shown under a point: a chart, the timeline, a subject, or one finding about it."""

    def __init__(self, found: Detail, point_id: str) -> None:
        super().__init__(_("Show under this point"), _("Plan it"))
        self.about = f"exhibit {point_id}"
        self._found = found
        kinds = [(k.value, exhibit_word(k)) for k in (ExhibitKind.FINDING, ExhibitKind.SUBJECT)]
        kinds += [(ExhibitKind.CHART.value, exhibit_word(ExhibitKind.CHART))] if found.charts else []
        kinds += [(ExhibitKind.TIMELINE.value, exhibit_word(ExhibitKind.TIMELINE))]
        self.add_choice("kind", _("What"), kinds).currentIndexChanged.connect(self._follow)
        self.add_choice("chart", _("Chart"), found.charts)
        self.add_choice("subject", _("Subject"), found.subjects).currentIndexChanged.connect(self._follow)
        self.add_choice("finding", _("Finding"), ())
        note = _("On the screen only that appears which everybody in the room may see.")
        self.add_widget(MutedLabel(note))
        self._follow()

    def _follow(self, _index: int = 0) -> None:
        kind = self.value("kind")
        self.set_shown("chart", kind == ExhibitKind.CHART)
        self.set_shown("subject", kind in (ExhibitKind.SUBJECT, ExhibitKind.FINDING))
        self.set_shown("finding", kind == ExhibitKind.FINDING)
        self.set_choices("finding", findings_of(self._found, self.value("subject")), self.value("finding"))

    def chosen(self) -> tuple[ExhibitKind, str]:
        """Return what was chosen."""
        kind = ExhibitKind(self.value("kind"))
        return kind, "" if kind is ExhibitKind.TIMELINE else self.value(kind.value)


class ReasonPicker(QWidget):
    """The findings that are the reason for a measure: those of one subject after the other, to tick."""

    def __init__(self, form: InlineForm, found: Detail, cites: Iterable[str] = ()) -> None:
        super().__init__()
        self._found = found
        self.ticked = set(cites)
        self._boxes = QVBoxLayout(self)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._boxes.setSpacing(2)
        about = form.add_choice("about", _("Reason: findings about"), [_NONE, *found.subjects])
        form.add_widget(self)
        self._count = MutedLabel()
        form.add_widget(self._count)
        about.currentIndexChanged.connect(lambda _i: self._show(form.value("about")))
        self._tell()

    def _show(self, subject_id: str) -> None:
        while (item := self._boxes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding, says in findings_of(self._found, subject_id) if subject_id else ():
            row = WrappedCheck(says)
            row.box.setChecked(finding in self.ticked)
            row.box.toggled.connect(lambda on, finding=finding: self._tick(finding, on))
            self._boxes.addWidget(row)

    def _tick(self, finding: str, on: bool) -> None:
        (self.ticked.add if on else self.ticked.discard)(finding)
        self._tell()

    def _tell(self) -> None:
        self._count.setText(_("Findings chosen: {count}").format(count=len(self.ticked)))


class MeasureForm(InlineForm):
    """What is agreed: what, who, on which power of its own, by when, for which reason."""

    def __init__(self, found: Detail, *, point_id: str = "") -> None:
        super().__init__(_("Agree on a measure"), _("Agree"))
        self.about = f"measure {point_id or found.plan.id}"
        self.add_text("title", _("What"))
        self.add_choice("agency_id", _("Agency"), [_NONE, *_agencies(found.agencies.items())])
        self.add_text("person", _("Person"))
        self.add_text("legal_power", _("Its own legal power"), hint="§ 35 GewO")
        self.add_choice("provision", _("Provision it stands in"), (_NONE,))
        self._classes = {a.id: a.class_code for a in found.hall.records.agencies}
        agency = self.field("agency_id")
        if isinstance(agency, QComboBox):
            agency.currentIndexChanged.connect(self._offer)
        provision = self.field("provision")
        if isinstance(provision, QComboBox):
            provision.activated.connect(self._cite)
        self.add_text("due", _("Due"), hint="2026-12-31")
        priorities = [(c, e.label) for c, e in case_lists.entries(case_lists.PRIORITIES).items()]
        self.add_choice("priority", _("Priority"), priorities, "normal")
        points = [(p.id, f"{p.no}. {p.title}") for p in found.plan.points if p.id]
        self.add_choice("point_id", _("Agreed under"), [_NONE, *points], point_id)
        self.reasons = ReasonPicker(self, found)
        _add_deliberate(self)
        self.require("title", "agency_id", "legal_power")

    def _offer(self, _index: int) -> None:
        """Offer the provisions of the agency that is chosen; its power may stand elsewhere, too."""
        known = case_parties.offered(self._classes.get(self.value("agency_id"), ""))
        self.set_choices("provision", [_NONE, *((p.id, p.citation) for p in known)])

    def _cite(self, _index: int) -> None:
        chosen = self.value("provision")
        if chosen and not self.value("legal_power"):
            self.set_value("legal_power", find_provision(chosen).citation)
