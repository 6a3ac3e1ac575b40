"""What the finding behind a hit claims to be: fact, assessment or hypothesis.

Asked after the hits are shown, for these alone: the index holds words, not what they are held to be.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from app.base.records import Standing
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.store import tables
from app.store.bare_rows import listed
from app.store.store import Store

_STRONGEST = (Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)


def standings(store: Store, hits: Iterable[tuple[str, str]]) -> dict[str, Standing]:
    """Return the standing of what stands in the snippet of each hit, given as (id of subject, snippet).

    Where several findings say it, the strongest. The snippet of a link names its ends, so there it is what
    says that the link exists. A hit is left out if no finding in force says it in these words.
    """
    wanted = {subject: _bare(snippet).removeprefix("… ").removesuffix(" …") for subject, snippet in hits}
    said: dict[str, Standing] = {}
    exists: dict[str, Standing] = {}
    with store.read() as connection:
        for subject, name, text, standing in _said(connection, wanted):
            into = exists if name == "exists" else said
            stronger = subject not in into or _STRONGEST.index(standing) < _STRONGEST.index(into[subject])
            if stronger and (into is exists or (wanted[subject] and wanted[subject] in text)):
                into[subject] = standing
    return exists | said


def _said(connection: Connection, subjects: Iterable[str]) -> Iterable[tuple[str, str, str, Standing]]:
    finding, subject = tables.finding.c, tables.subject.c
    later = tables.finding.alias("later").c
    ids = select(func.json_each(listed(list(subjects))).table_valued("value").c.value)
    query = (
        select(finding.subject_id, subject.type, finding.property, finding.value, finding.standing)
        .join(tables.subject, subject.id == finding.subject_id)
        .where(finding.subject_id.in_(ids), ~finding.restricted)
        .where(~select(later.id).where(later.supersedes == finding.id).exists())
    )
    for row in connection.execute(query):
        yield row.subject_id, row.property, _words(row.type, row.property, row.value), Standing(row.standing)


def _words(subject_type: str, name: str, value: str) -> str:
    try:
        declared = ontology().property(subject_type, name)
    except KeyError:
        return _bare(value)
    return _bare(f"{declared.label}: {display_for(declared, value)}")


def _bare(text: str) -> str:
    """Return a text without the marks around what was found."""
    return " ".join(text.replace("[", "").replace("]", "").split())
