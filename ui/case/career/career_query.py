"""The career of one person as the window shows it. Free of Qt."""

from dataclasses import dataclass

from app.analysis.career_drawing import lanes_drawing
from app.analysis.career_lanes import career
from app.analysis.career_lines import (
    CareerLine,
    InterventionLine,
    career_lines,
    disorder_sentences,
    interventions,
)
from app.analysis.career_pseudonyms import Pseudonyms
from app.analysis.money_flows import usable
from app.analysis.plain_drawing import Drawing
from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import CaseRecords
from app.casework import career_provisions, career_views
from app.casework.career_provisions import ProvisionThen
from app.store.store import Store
from ui.case.case_data import CaseData

DRAWING_WIDTH = 620.0
PERSON = "person"


@dataclass(frozen=True, slots=True)
class PointRow:
    """A possible intervention, with what is known of its provision on that day."""

    point: InterventionLine
    provision: ProvisionThen


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One finding that was known, or received, on the day of an intervention."""

    id: str
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class CareerShown:
    """What the window shows of one person."""

    person: str
    drawing: Drawing
    lines: tuple[CareerLine, ...]
    wrong: tuple[str, ...]
    points: tuple[PointRow, ...]


def persons(data: CaseData) -> tuple[tuple[str, str], ...]:
    """Return the persons of the case, by name."""
    standing = {f.subject_id for f in data.current}
    held = [s for s in data.records.subjects if s.type == PERSON and s.id in standing]
    return tuple(sorted(((s.id, data.caption(s.id)) for s in held), key=lambda p: list_order(p[1])))


def look(store: Store, case_id: str, person_id: str, basis: str, *, named: bool) -> CareerShown:
    """Log the look with its legal basis and return what is shown."""
    records = career_views.look(store, case_id, person_id, basis)
    return shown(store, records, person_id, named=named)


def shown(store: Store, records: CaseRecords, person_id: str, *, named: bool) -> CareerShown:
    """Return what is shown of one person; without `named` nobody is."""
    subjects, held = records.subjects, usable(records.findings)
    masks = None if named else Pseudonyms(subjects, records.findings, person_id)
    found = career(subjects, held, person_id)
    points = interventions(
        found, subjects, held, records.findings, records.sources, records.contributions, masks
    )
    ask = career_provisions.asker(store)
    return CareerShown(
        masks.of(person_id) if masks is not None else CaseData(records).caption(person_id),
        lanes_drawing(found, DRAWING_WIDTH),
        career_lines(found, subjects, held, masks),
        disorder_sentences(found, subjects, held, masks),
        tuple(PointRow(p, ProvisionThen(*ask(p.provision, p.day))) for p in points),
    )


def known_rows(row: PointRow) -> tuple[KnownRow, ...]:
    """Return what was known on the day of a point, then what had come in and was recorded later."""
    return (
        *(KnownRow(i, text, _("recorded")) for i, text in row.point.known),
        *(KnownRow(i, text, _("received, recorded later")) for i, text in row.point.received),
    )
