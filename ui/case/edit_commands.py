"""From what a form gives to a change of the case. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Label, Standing
from app.casework import agencies, charts, contributions, findings, subjects
from app.casework.charts import Chart
from app.casework.findings import Statement
from app.ontology.catalogue import ontology
from app.store.change import Change
from app.store.store import Store

Values = Mapping[str, str]
_FIELD_OF = {
    "finding.value": "value",
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
    return _FIELD_OF.get(error.key, "")


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
        author_agency_id=author,
        exonerating=bool(values.get("exonerating")),
        basis=basis,
    )


def add_finding(store: Store, case_id: str, subject_id: str, values: Values) -> Change:
    """Record a finding about a subject."""
    return findings.record(store, case_id, subject_id, statement(values))


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
    if spot is None:
        return subjects.add_node(store, case_id, node_type, said)
    return charts.add_node(store, case_id, spot.chart, spot.places, spot.at, node_type, said)


def add_link(store: Store, case_id: str, ends: tuple[str, str], values: Values) -> Change:
    """Add a link of `type` between two nodes; a reason the ontology asks for is kept as the link's note."""
    kind = ontology().links[values["type"]]
    evidence = [statement({**values, "property": "exists", "value": "yes"})]
    if kind.needs_reason:
        reason = _needed(
            values, "reason", _("This link needs a reason."), _("Say why it is necessary to record it.")
        )
        evidence.append(statement({**values, "property": "note", "value": reason}))
    return subjects.add_link(store, case_id, values["type"], *ends, evidence)


def correct_finding(store: Store, case_id: str, finding_id: str, values: Values) -> Change:
    """Correct a finding: value, source and credibility."""
    value = _needed(values, "value", _("The value is missing."), _("Write what is right."))
    return findings.correct(
        store, case_id, finding_id, value, source_id=_source(values), credibility=values["credibility"]
    )


def restrict_finding(store: Store, case_id: str, finding_id: str, reason: str, restricted: bool) -> Change:
    """Restrict a finding or lift the restriction; both need a reason for the log."""
    if not reason.strip():
        raise UserError("form.reason", _("The reason is missing."), _("It goes into the log."))
    return findings.restrict(store, case_id, finding_id, reason.strip(), restricted=restricted)


def add_contribution(store: Store, case_id: str, values: Values) -> Change:
    """Register a contribution; the label is complete or missing."""
    title = _needed(values, "title", _("The title is missing."), _("Say what was delivered."))
    parts = ("means", "person_category", "interest", "collecting_body", "label_basis")
    given = [values.get(part, "") for part in parts]
    return contributions.register(
        store,
        case_id,
        values["agency"],
        title,
        received=values.get("received", ""),
        provision=values.get("provision", ""),
        purpose=values.get("purpose", ""),
        classification=values.get("classification") or "OPEN",
        label=Label(*given) if any(given) else None,
    )


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
