"""From what a form gives to a change of the case. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Standing
from app.casework import agencies, charts, contributions, erasure, findings, free_text, reviews, subjects
from app.casework.charts import Chart
from app.casework.findings import Statement
from app.ontology.catalogue import ontology
from app.store import roles
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import property_of

Values = Mapping[str, str]
_FIELD_OF = {
    "finding.value": "value",
    "finding.valid_from": "valid_from",
    "finding.valid_to": "valid_to",
    "finding.handling": "handling",
    "finding.handling_note": "handling_note",
    "finding.handling_reason": "reason",
    "finding.likelihood": "likelihood",
    "finding.confidence": "confidence",
    "person.role": "role",
    "person.role_reason": "role_reason",
    "text.origin": "value",
    "text.telling": "origin_reason",
    "review.past": "review_due",
    "review.approval": "approved_by",
    "review.reason": "reason",
    "erasure.reason": "reason",
    "erasure.telling": "reason",
    "finding.choice": "value",
    "finding.credibility": "credibility",
    "finding.basis": "basis",
    "review.too_late": "review_due",
    "review.day": "review_due",
    "source.reliability": "reliability",
    "agency.class": "class_code",
    "contribution.classification": "classification",
    "link.ends": "type",
    "form.source": "source",
    "form.value": "value",
    "form.reason": "reason",
    "form.name": "name",
    "form.title": "title",
    "form.reference": "reference",
}


def field_of(error: UserError) -> str:
    """Return the key of the field that a refusal is about, "" if it is about none."""
    room, _dot, field = error.key.partition(".")
    return field if room == "assessment" else _FIELD_OF.get(error.key, "")


def _needed(values: Values, key: str, sentence: str, remedy: str) -> str:
    value = values.get(key, "").strip()
    if not value:
        raise UserError(f"form.{key}", sentence, remedy)
    return value


def _source(values: Values) -> str:
    return _needed(
        values, "source", _("No source is chosen."), _("Register a contribution and its source first.")
    )


def statement(values: Values) -> Statement:
    """Return the statement a form describes; `UserError` names what is missing."""
    standing = Standing(values.get("standing") or Standing.FACT)
    basis = (values["basis"],) if standing is not Standing.FACT and values.get("basis") else ()
    author = values.get("author", "") if standing is not Standing.FACT else ""
    return Statement(
        property=values["property"],
        value=_needed(values, "value", _("The value is missing."), _("Write what the source says.")),
        source_id=_source(values),
        standing=standing,
        credibility=values.get("credibility") or "4",
        valid_from=values.get("valid_from", ""),
        valid_to=values.get("valid_to", ""),
        place_in_source=values.get("place", ""),
        handling=values.get("handling") or "H0",
        handling_note=values.get("handling_note", ""),
        review_due=values.get("review_due", ""),
        author_agency_id=author,
        exonerating=bool(values.get("exonerating")),
        basis=basis,
    )


def add_finding(store: Store, case_id: str, subject_id: str, values: Values) -> Change:
    """Record a finding about a subject."""
    said = statement(values)
    _check_handling(said.handling, said.handling_note)
    why = origin_reason(values, [values.get("handling_note", ""), *free_texts(values.get("type", ""), said)])
    return findings.record(store, case_id, subject_id, said, reason=why)


def _check_handling(code: str, note: str) -> None:
    if code == "H3" and not note.strip():
        sentence = _("H3 is a restriction of its own; it must be said which.")
        raise UserError("finding.handling_note", sentence, _("Write what the provider asks for."))


def free_texts(subject_type: str, said: Statement) -> list[str]:
    """Return the value of a statement if it is running text."""
    declared = property_of(subject_type, said.property)
    return [said.value] if declared is not None and declared.value_type == "text" else []


def origin_reason(values: Values, texts: list[str]) -> str:
    """Return what the log says about words of origin in free texts; refuses them while nobody says why."""
    return free_text.confirmed(texts, values.get("origin_reason", ""))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a chart somebody asked for a node; `places` are the chart's places if it is not kept yet."""

    chart: Chart | None
    places: charts.Positions
    at: tuple[float, float]


def add_node(store: Store, case_id: str, values: Values, spot: Spot | None = None) -> Change:
    """Add a node of `type` whose name is `value`, in one step with its place if it was pointed out."""
    node_type = values["type"]
    said = [statement({**values, "property": ontology().nodes[node_type].caption[0]})]
    if node_type == subjects.PERSON:
        named = ((name, values.get(name, "")) for name in (subjects.ROLE, subjects.ROLE_REASON))
        said += [statement({**values, "property": name, "value": v}) for name, v in named if v.strip()]
    subjects.need_role(node_type, said)
    why = origin_reason(values, [said[-1].value] if len(said) > 1 else [])
    if spot is None:
        return subjects.add_node(store, case_id, node_type, said, role_needed=True, reason=why)
    return charts.add_node(store, case_id, spot.chart, spot.places, spot.at, node_type, said, reason=why)


def add_link(store: Store, case_id: str, ends: tuple[str, str], values: Values) -> Change:
    """Add a link of `type` between two nodes; a reason the ontology asks for is kept as the link's note."""
    kind = ontology().links[values["type"]]
    evidence = [statement({**values, "property": "exists", "value": "yes"})]
    if kind.needs_reason:
        reason = _needed(
            values, "reason", _("This link needs a reason."), _("Say why it is necessary to record it.")
        )
        evidence.append(statement({**values, "property": "note", "value": reason}))
    why = origin_reason(values, [e.value for e in evidence[1:]])
    return subjects.add_link(store, case_id, values["type"], *ends, evidence, reason=why)


def correct_finding(store: Store, case_id: str, finding_id: str, values: Values) -> Change:
    """Correct a finding: value, source, credibility and since when until when it holds."""
    value = _needed(values, "value", _("The value is missing."), _("Write what is right."))
    why = origin_reason(values, [value] if values.get("free") else [])
    dates = {key: values[key] for key in ("valid_from", "valid_to") if key in values}
    return findings.correct(
        store, case_id, finding_id, value, reason=why,
        source_id=_source(values), credibility=values["credibility"], **dates,
    )  # fmt: skip


def restrict_finding(store: Store, case_id: str, finding_id: str, reason: str, restricted: bool) -> Change:
    """Restrict a finding or lift the restriction; both need a reason for the log."""
    if not reason.strip():
        raise UserError("form.reason", _("The reason is missing."), _("It goes into the log."))
    return findings.restrict(store, case_id, finding_id, reason.strip(), restricted=restricted)


def set_handling(store: Store, case_id: str, finding_id: str, values: Values) -> Change:
    """Set handling code and conditions of a finding."""
    return findings.set_handling(
        store, case_id, finding_id, values["handling"], values["handling_note"], values["reason"]
    )


def set_review(store: Store, finding_id: str, values: Values) -> Change:
    """Set a later review day of a finding, with the reason and whoever approved it."""
    day = _needed(values, "review_due", _("The review day is missing."), _("Write a day."))
    approved = values.get("approved_by", "")
    return reviews.extend(store, finding_id, day, values["reason"], approved_by=approved)


RESTRICT, REQUEST, ERASE = "restrict", "request", "erase"


def remove_finding(
    store: Store,
    case_id: str,
    finding_id: str,
    values: Values,
    repeats: Mapping[str, str],
    progress: Progress | None = None,
) -> Change:
    """Restrict a finding, ask for its erasure, or erase it with what hangs on it alone.

    `repeats` are the decisions on other places that repeat it (`app.casework.erasure.erase`).
    """
    step, reason = values["step"], values["reason"]
    if step == ERASE:
        roles.require(store, roles.Act.REVIEW)
        gone = erasure.erase(store, case_id, [finding_id], reason, repeats=repeats, progress=progress)
        return gone.change
    if step == REQUEST:
        return findings.request_erasure(store, case_id, finding_id, reason)
    return restrict_finding(store, case_id, finding_id, reason, True)


def add_source(store: Store, case_id: str, values: Values) -> Change:
    """Add a source to a contribution."""
    reference = _needed(values, "reference", _("The reference is missing."), _("Name the file or report."))
    return contributions.add_source(
        store, case_id, values["contribution"], values.get("kind", ""), reference, values["reliability"]
    )


def add_agency(store: Store, values: Values) -> Change:
    """Add an agency."""
    name = _needed(values, "name", _("The name is missing."), _("Name the agency."))
    return agencies.add(store, values["class_code"], name, values.get("name_en", ""))
