"""What is held of one person beside findings: minutes, measures, judgements, free texts (BDSG section 57).

Free texts of the same case that repeat a name of the person, looked for as an erasure looks for them, and the
judgements whether its records are the same as others. Of a text that also speaks of other people only that
there is one is told. Not looked into are the contents of documents: they are given by who contributed them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from app.base.i18n import _
from app.casework import erasure_repeats, repeat_words
from app.casework.cross_match import NAMES
from app.casework.erasure_repeats import Repeat
from app.casework.erasure_values import Recogniser, telling
from app.office.other_people import OtherPeople
from app.store import tables

# Findings are given whole; log and drafts, and what agencies delivered, are no texts of the file.
_LEFT_OUT = frozenset(
    "finding contribution source audit handover change_log draft saved_view register_entry tombstone".split()
) | {"meta"}


@dataclass(frozen=True, slots=True)
class HeldText:
    """One text or judgement; `id` names it for a decision, `others`: it also speaks of other people.

    `day` is ISO, "" where the text has none; `agency_id` is whose judgement it is.
    """

    id: str
    kind: str
    text: str
    others: bool
    day: str = ""
    agency_id: str = ""


def texts_about(
    connection: Connection, case_id: str, people: frozenset[str], others: OtherPeople
) -> tuple[HeldText, ...]:
    """Return the texts of a case that name a person, whose records are `people`, and judgements on them."""
    judged = _judgements(connection, case_id, people, others)
    return (*judged, *_texts(connection, case_id, people, others))


def _texts(
    connection: Connection, case_id: str, people: frozenset[str], others: OtherPeople
) -> Iterator[HeldText]:
    names = _names(connection, people)
    if not names:
        return
    for place in erasure_repeats.find(connection, case_id, Recogniser(names)):
        if place.table in _LEFT_OUT or place.case_id != case_id:
            continue
        if place.table == "judgement" or place.table.startswith("chart"):
            continue
        hidden = others.named_in(_whole(connection, place))
        yield HeldText(place.key, repeat_words.place(place), place.excerpt, hidden)


def _judgements(
    connection: Connection, case_id: str, people: frozenset[str], others: OtherPeople
) -> Iterator[HeldText]:
    j = tables.judgement.c
    query = select(tables.judgement).where(j.case_id == case_id, or_(j.a.in_(people), j.b.in_(people)))
    words = {
        "same": _("two records are taken for the same person"),
        "different": _("two records are taken for different persons"),
        "undecided": _("it is open whether two records are the same person"),
    }
    for row in connection.execute(query.order_by(j.made_at, j.id)):
        both = {row.a, row.b} <= people
        hidden = not both or others.named_in(row.reason)
        text = f"{words.get(row.verdict, row.verdict)}: {row.reason}" if not hidden else ""
        yield HeldText(
            f"judgement/{row.id}",
            _("Judgement"),
            text or words.get(row.verdict, ""),
            hidden,
            str(row.made_at)[:10],
            str(row.author_agency_id),
        )


def _whole(connection: Connection, place: Repeat) -> str:
    """Return the whole text, so that a name outside of the excerpt is heard as well."""
    table = tables.metadata.tables[place.table]
    if place.column not in table.c:
        return place.excerpt
    found = connection.execute(select(table.c[place.column]).where(table.c.id == place.row_id)).scalar()
    return str(found or place.excerpt)


def _names(connection: Connection, people: Iterable[str]) -> list[str]:
    """Return the names of the person as texts repeat them: whole, and each longer word by itself."""
    f = tables.finding.c
    query = select(f.property, f.value).where(f.subject_id.in_(sorted(people)), f.property.in_(NAMES))
    return [way for row in connection.execute(query) for way in telling("person", row.property, row.value)]
