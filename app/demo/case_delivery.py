"""From the script of a demo case to a delivery: the form in which a case takes in what is new."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from app.base.clock import today
from app.base.ids import id_of_agency
from app.base.records import (
    Contribution,
    Delivery,
    Document,
    Finding,
    Judgement,
    Label,
    Source,
    Standing,
    Subject,
    SubjectKind,
    Verdict,
)
from app.demo.attachments import Attachment, attachment
from app.demo.case_script import Part, Saying, Script
from app.demo.demo_agencies import NAMES
from app.ontology.catalogue import ontology
from app.ontology.values import normalise, normalise_for

USUAL_REVIEW_DAYS = 330


def agency_id(class_code: str) -> str:
    """Return the id of the demo's agency of a class."""
    return id_of_agency(class_code, NAMES[class_code][0])


def delivery(script: Script) -> Delivery:
    """Return everything a script says as one closed set of records; only review days depend on today."""
    files = {h: attachment(h, part) for h, part in script.section("documents").items()}
    return Delivery(
        contributions=tuple(_contribution(script, h, p) for h, p in script.section("contributions").items()),
        sources=tuple(_source(script, h, p) for h, p in script.section("sources").items()),
        subjects=_subjects(script),
        findings=tuple(_finding(script, s, no) for no, s in enumerate(script.sayings.values())),
        judgements=tuple(_judgement(script, no, p) for no, p in enumerate(script.section("judgements"))),
        documents=tuple(_document(script, h, f) for h, f in files.items()),
        contents={script.id("document", h): f.content for h, f in files.items()},
    )


def _contribution(script: Script, handle: str, part: Part) -> Contribution:
    return Contribution(
        id=script.id("contribution", handle),
        case_id="",
        agency_id=agency_id(part["agency"]),
        title=part["title"],
        received=part["received"],
        provision=part.get("provision", ""),
        purpose=part.get("purpose", ""),
        regime=part.get("regime", ""),
        classification=part.get("classification", "OPEN"),
        label=Label(**part["label"]) if part.get("label") else None,
    )


def _source(script: Script, handle: str, part: Part) -> Source:
    document = part.get("document")
    return Source(
        id=script.id("source", handle),
        contribution_id=script.id("contribution", part["of"]),
        kind=part["kind"],
        reference=part["reference"],
        reliability=part["reliability"],
        document_id=script.id("document", document) if document else None,
    )


def _document(script: Script, handle: str, file: Attachment) -> Document:
    return Document(
        id=script.id("document", handle),
        contribution_id=script.id("contribution", file.contribution),
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
    )


def _subjects(script: Script) -> tuple[Subject, ...]:
    nodes = [Subject(script.id("subject", h), SubjectKind.NODE, t) for h, t in script.nodes.items()]
    links = []
    for link in script.links.values():
        if not ontology().links[link.type].allows(script.nodes[link.start], script.nodes[link.end]):
            raise ValueError(f"{script.reference}: {link.handle} cannot be")
        ends = (script.id("subject", link.start), script.id("subject", link.end))
        links.append(Subject(script.id("subject", link.handle), SubjectKind.LINK, link.type, *ends))
    return (*nodes, *links)


def _finding(script: Script, saying: Saying, no: int) -> Finding:
    said = saying.options
    source = script.section("sources")[saying.source]
    contribution = script.section("contributions")[source["of"]]
    basis = tuple(script.finding_id(h) for h in said.get("on", ()))
    standing = Standing(said.get("standing", "assessment" if basis else "fact"))
    author = said.get("author", "" if standing is Standing.FACT else contribution["agency"])
    if standing is not Standing.FACT and not basis:
        raise ValueError(f"{script.reference}: {saying.handle} rests on nothing")
    return Finding(
        id=script.id("finding", saying.handle),
        case_id="",
        subject_id=script.id("subject", saying.subject),
        source_id=script.id("source", saying.source),
        property=saying.property,
        value=_value(script, saying),
        standing=standing,
        credibility=said.get("k", source["credibility"]),
        recorded_by=script.sections["recorded_by"],
        recorded_at=_moment(contribution["received"], no),
        review_due=day_from_today(int(said.get("review", contribution.get("review", USUAL_REVIEW_DAYS)))),
        author_agency_id=agency_id(author) if author else "",
        basis=basis,
        supersedes=script.finding_id(said["corrects"]) if "corrects" in said else None,
        exonerating=said.get("exonerating") == "true",
        restricted=said.get("restricted") == "true",
        **_texts(said),
    )


def _texts(said: Part) -> dict[str, Any]:
    return {
        "valid_from": _date(said, "from"),
        "valid_to": _date(said, "to"),
        "place_in_source": said.get("at", ""),
        "handling": said.get("handling", "H0"),
        "handling_note": said.get("why", ""),
        "likelihood": said.get("likelihood", ""),
        "confidence": said.get("confidence", ""),
    }


def _date(said: Mapping[str, str], name: str) -> str:
    return normalise("partial_date", said[name]) if name in said else ""


def _value(script: Script, saying: Saying) -> str:
    kind = ontology().property(script.subject_type(saying.subject), saying.property)
    try:
        return normalise_for(kind, saying.value)
    except ValueError as error:
        raise ValueError(f"{script.reference}: {saying.handle}: {error}") from error


def _moment(day: str, no: int) -> str:
    """Return the moment of recording: a morning's work on the day of receipt, in the order of the script."""
    start = dt.datetime.fromisoformat(f"{day}T08:00:00")
    return f"{(start + dt.timedelta(seconds=11 * no)).isoformat()}Z"


def day_from_today(days: int) -> str:
    """Return the day that lies so many days from today, as ISO text; before today for negative ones."""
    return (today() + dt.timedelta(days=days)).isoformat()


def _judgement(script: Script, no: int, part: Part) -> Judgement:
    return Judgement(
        id=script.id("judgement", str(no)),
        case_id="",
        a=script.id("subject", part["a"]),
        b=script.id("subject", part["b"]),
        verdict=Verdict(part["verdict"]),
        reason=part["reason"],
        author_agency_id=agency_id(part["agency"]),
        author=script.sections["recorded_by"],
        made_at=f"{part['on']}T10:00:00Z",
    )
