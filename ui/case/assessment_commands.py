"""From the form of an assessment to a change of the case. Free of Qt."""

from collections.abc import Mapping

from app.base.records import Standing
from app.casework import assessments, free_text
from app.casework.assessments import Opinion
from app.store.change import Change
from app.store.store import Store


def opinion(values: Mapping[str, str]) -> Opinion:
    """Return what the form describes."""
    return Opinion(
        text=values["text"],
        source_id=values["source"],
        author_agency_id=values["author"],
        basis=tuple(values["basis"].split()),
        kind=values["kind"],
        standing=Standing(values["standing"]),
        likelihood=values["likelihood"],
        confidence=values["confidence"],
        would_change=values["would_change"],
        alternative=values["alternative"],
        ground=values["ground"],
        matter_id=values["matter"],
        title=values["title"],
        credibility=values["credibility"],
    )


def save(store: Store, case_id: str, finding_id: str, values: Mapping[str, str]) -> Change:
    """Record an assessment, or write the one with this id anew."""
    said = opinion(values)
    why = free_text.confirmed(said.texts(), values.get("origin_reason", ""))
    if finding_id:
        return assessments.correct(store, case_id, finding_id, said, reason=why)
    return assessments.record(store, case_id, said, reason=why)
