"""The promise of the house, for each artefact: a withheld finding changes no byte of what others get.

Only two kinds of addition are meant to change something, and are not drawn here: a correction of a released
finding (what is wrong must not go any more), and a role that makes a person of the case a contact person.
"""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.network import build_network
from app.base.i18n import speaking
from app.base.provision_records import APPROVED, PROPOSED, REJECTED, DataMark, OwnProvision
from app.base.recall_records import RecallKind, RecallNotice
from app.base.records import Agency, CaseRecords, Document, Finding, Standing, Subject
from app.briefing.compose import compose
from app.briefing.document import write_pdf
from app.briefing.options import BriefingOptions
from app.conference.room_view import common
from app.exchange.chart_content import ChartContent
from app.exchange.chart_writer import DrawnChart, write_drawn
from app.exchange.payload import Extras, payload_of, write_payload
from app.exchange.table_content import content
from app.exchange.table_export import CsvStyle, write_table
from app.exchange.table_selection import TableKind, narrowed
from app.policy.release import Reason, ReleaseRequest, evaluate, nothing_released
from app.policy.views import ReleasedView
from tests.unit.policy.case_factory import (
    contribution,
    finding,
    link,
    measure,
    node,
    records,
    request,
    source,
)

RECIPIENTS = ("A01", "A03", "A04", "A09", "A12", "X01")
SUBJECTS = [node("a"), node("b"), node("c", "organisation"), link("ab", "a", "b"), link("bc", "b", "c")]
Addition = Callable[[str, int], tuple[list[Subject], list[Finding], dict[str, object]]]


def _said(name: str, subject: str, code: str, **changes: object) -> Finding:
    value = "yes" if len(subject) == 2 else f"Geheim {name}"
    prop = "exists" if len(subject) == 2 else "name"
    return finding(f"secret-{name}", subject, code, **{"property": prop, "value": value, **changes})


def _changed(**changes: object) -> Addition:
    """One more finding on a known subject that stays for this reason."""
    return lambda subject, _no: ([], [_said("x", subject, "A09", **changes)], {})


def _by(code: str, **changes: object) -> Addition:
    """One more finding of a contribution that as a whole stays, or has no way."""
    made = replace(contribution(code), id="contribution-secret", **changes)
    origin = replace(source(code), id="source-secret", contribution_id=made.id)
    return lambda subject, _no: (
        [],
        [_said("x", subject, code, source_id=origin.id)],
        {"contributions": (made,), "sources": (origin,)},
    )


def _frozen(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    there = [node("frozen"), link("af", "a", "frozen")]
    said = [_said("f", "frozen", "A09"), _said("l", "af", "A09")]
    return there, said, {"frozen": frozenset({"frozen", "af"})}


def _contact(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    there = [node("companion"), link("ca", "companion", "a")]
    role = _said("r", "companion", "A01", property="role", value="contact_companion")
    return there, [role, _said("n", "companion", "A01"), _said("l", "ca", "A01")], {}


def _informant(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    role = _said("r", "tipster", "A09", property="role", value="informant")
    return [node("tipster"), link("ta", "tipster", "a")], [role, _said("l", "ta", "A09")], {}


def _assessed(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    hidden = _said("h", subject, "A09", restricted=True)
    told = _said("t", "a", "OFFICE", standing=Standing.ASSESSMENT, basis=(hidden.id,))
    return [], [hidden, replace(told, author_agency_id="agency-OFFICE")], {}


def _documented(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
    paper = Document("paper", "contribution-secret", "Geheim.pdf", "application/pdf", 9, "0" * 64)
    made = replace(contribution("A09", label=None), id="contribution-secret")
    origin = replace(source("A09"), id="source-secret", contribution_id=made.id, document_id="paper")
    said = [_said("d", subject, "A09", source_id=origin.id)]
    return [], said, {"contributions": (made,), "sources": (origin,), "documents": (paper,)}


def _marked(code: str, *data: str) -> Addition:
    """One more finding of a contribution whose protected data have no way."""

    def made(subject: str, _no: int) -> tuple[list[Subject], list[Finding], dict[str, object]]:
        said = _said("x", subject, code)
        return [], [said], {"marks": (DataMark(said.id, data),)}

    return made


def _own(**changes: object) -> Addition:
    """One more finding whose only way would be words of the office that carry nothing, and these words."""
    words = OwnProvision(
        id="EIG-1", version=1, law="Geheim-Abrede", provision="Nr. 1", title="Geheim", text="Geheim",
        kind="must", senders=("X10",), recipients=("*",), conditions=("Geheim",), data=(), proactive=True,
        verified=False, source="Geheim", note="Geheim", valid_from="2026-01-01", valid_to="", status=APPROVED,
    )  # fmt: skip
    agency = Agency("agency-X10", "X10", "Geheimstelle", "Geheimstelle")
    made = replace(contribution("A09"), id="contribution-secret", agency_id=agency.id)
    origin = replace(source("A09"), id="source-secret", contribution_id=made.id)
    return lambda subject, _no: (
        [],
        [_said("x", subject, "A09", source_id=origin.id)],
        {
            "contributions": (made,),
            "sources": (origin,),
            "agencies": (agency,),
            "own": (replace(words, **changes),),  # type: ignore[arg-type]
        },
    )


ADDITIONS: dict[str, Addition] = {
    "restricted": _changed(restricted=True),
    "H2": _changed(handling="H2"),
    "H3": _changed(handling="H3", handling_note="Geheim"),
    "TLP:RED": _changed(handling="TLP:RED"),
    "unknown handling": _changed(handling="Z9"),
    "overdue": _changed(review_due="2026-01-01"),
    "unlabelled": _by("A09", label=None),
    "classified": _by("A09", classification="GEHEIM"),
    "no provision": _by("A06"),
    "purpose changed": _by("A01", purpose="ein anderer"),
    "frozen": _frozen,
    "contact person": _contact,
    "informant": _informant,
    "assessment on what stays": _assessed,
    "document of what stays": _documented,
    "confided": _marked("A06", "confided"),
    "paternity": _marked("A12", "paternity"),
    "received tax data": _changed(property="tax_arrears"),
    "own words not approved": _own(status=PROPOSED),
    "own words rejected": _own(status=REJECTED),
    "own words over": _own(valid_to="2026-05-31"),
    "own words about other data": _own(data=("tax",)),
    "own words on request": _own(proactive=False),
}


# An agency gets back what it delivered itself; and the youth office has no way to the trade office alone.
_OWN = {
    # The youth office may raise the alarm with the police even about what was confided (SGB VIII section 65).
    "A01": {"contact person", "purpose changed", "confided"},
    "A09": {"H2", "H3", "TLP:RED", "unknown handling", "informant", "received tax data"},
    # Suspected tax crimes go to the tax authority whoever holds the data (AO section 116).
    "A04": {"received tax data"},
    "A12": {"paternity"},
}
PAIRS = [
    (kind, code)
    for kind in sorted(ADDITIONS)
    for code in RECIPIENTS
    if kind not in _OWN.get(code, ()) and (kind != "no provision" or code == "A09")
]


def _request(code: str) -> ReleaseRequest:
    asked = request(code)
    # Police data stay where the change of purpose is not answered; they are delivered for the same purpose.
    kept = frozenset(c for c in asked.confirmed if c[0] != "PolGNRW-23")
    return replace(asked, confirmed=kept | {("EIG-1", 1)})


def _case(findings: list[Finding], subjects: list[Subject] = SUBJECTS) -> CaseRecords:
    # The police delivers for the purpose of the release: no change of purpose.
    same = {code: contribution(code, purpose="Zweck") for code in ("A01",)}
    return records(subjects, findings, (measure("m", 1, "A09", "known"),), **same)


def _with(case: CaseRecords, addition: Addition, subject: str, place: int) -> CaseRecords:
    subjects, findings, more = addition(subject, place)
    at = place % (len(case.findings) + 1)
    cited = measure("secret", 1, "A02", findings[0].id)
    joined = {
        name: (*getattr(case, name), *added) if isinstance(added, tuple) else added
        for name, added in more.items()
    }
    return replace(
        case,
        subjects=(*subjects, *case.subjects),
        findings=(*case.findings[:at], *findings, *case.findings[at:]),
        measures=(cited, *case.measures),
        **joined,  # type: ignore[arg-type]
    )


@st.composite
def _known(draw: st.DrawFn) -> list[Finding]:
    made = [finding("known", "a", "A09"), finding("other", "b", "A01")]
    for no in range(draw(st.integers(0, 8))):
        subject = draw(st.sampled_from(SUBJECTS)).id
        is_link = len(subject) == 2
        made.append(
            finding(
                f"f{no}",
                subject,
                draw(st.sampled_from(["A01", "A03", "A04", "A05", "A09", "A12", "OFFICE"])),
                property="exists" if is_link else "name",
                value="yes" if is_link else f"Muster {no}",
                valid_from=draw(st.sampled_from(["", "2026-02", "2025-11-05"])),
                handling=draw(st.sampled_from(["H0", "H0", "H1", "H2"])),
                basis=("known",) if draw(st.booleans()) and not is_link else (),
            )
        )
    return made


def _views(
    findings: list[Finding], pair: tuple[str, str], subject: str, place: int
) -> tuple[ReleasedView, ReleasedView]:
    kind, code = pair
    case = _case(findings)
    more = _with(case, ADDITIONS[kind], subject, place)
    before, after = evaluate(case, _request(code)), evaluate(more, _request(code))
    told = {d.finding_id: d.reason for d in after.decisions if d.finding_id.startswith("secret-")}
    assert told
    assert None not in told.values()
    return before.view, after.view


_DRAWN = (
    _known(),
    st.sampled_from(PAIRS),
    st.sampled_from(SUBJECTS).map(lambda s: s.id),
    st.integers(0, 12),
)


@settings(max_examples=300, deadline=None)
@given(*_DRAWN)
def test_the_released_view_is_the_same_to_its_order(
    findings: list[Finding], pair: tuple[str, str], subject: str, place: int
) -> None:
    """All artefacts are made of the view; the text of it also tells the order in every mapping."""
    without, more = _views(findings, pair, subject, place)
    assert repr(more) == repr(without)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_every_kind_stays_from_every_recipient(pair: tuple[str, str]) -> None:
    findings = [finding("known", "a"), finding("other", "b", "A01")]
    without, more = _views(findings, pair, "a", 1)
    assert without.findings
    assert repr(more) == repr(without)


@pytest.mark.parametrize("code", RECIPIENTS)
def test_the_same_words_of_the_office_carry_once_they_hold(code: str) -> None:
    """So it is the missing approval, the day or the data that kept the finding above, and nothing else."""
    case = _with(_case([finding("known", "a")]), _own(), "a", 1)
    decided = {d.finding_id: d for d in evaluate(case, _request(code)).decisions}
    assert decided["secret-x"].provision == "EIG-1"
    assert decided["secret-x"].released


def _tables(view: ReleasedView, fmt: str) -> list[bytes]:
    written = []
    for kind in TableKind:
        out = io.BytesIO()
        write_table(content(narrowed(view, kind, None), kind, None), out, fmt, CsvStyle())
        written.append(out.getvalue())
    return written


def _drawing(view: ReleasedView, fmt: str) -> bytes:
    network = build_network(view.subjects, view.findings)
    positions = {n.id: (float(no), float(no % 3)) for no, n in enumerate(network.nodes)}
    out = io.BytesIO()
    write_drawn(view, DrawnChart(ChartContent(network, positions), positions), out, fmt, "de")
    return out.getvalue()


def _content_model(view: ReleasedView) -> str:
    return repr(compose(view, BriefingOptions(language="de")))


@settings(max_examples=60, deadline=None)
@given(*_DRAWN)
def test_package_and_tables_are_the_same_bytes(
    findings: list[Finding], pair: tuple[str, str], subject: str, place: int
) -> None:
    without, more = _views(findings, pair, subject, place)
    assert write_payload(payload_of(more, Extras())) == write_payload(payload_of(without, Extras()))
    assert _tables(more, "csv") == _tables(without, "csv")


@settings(max_examples=25, deadline=None)
@given(*_DRAWN)
def test_briefing_and_charts_are_the_same_bytes(
    findings: list[Finding], pair: tuple[str, str], subject: str, place: int
) -> None:
    without, more = _views(findings, pair, subject, place)
    assert _content_model(more) == _content_model(without)
    if without.findings:
        for fmt in ("svg", "graphml", "gexf"):
            assert _drawing(more, fmt) == _drawing(without, fmt)


@settings(max_examples=50, deadline=None)
@given(*_DRAWN, st.sampled_from(RECIPIENTS))
def test_the_screen_of_a_conference_is_the_same(
    findings: list[Finding], pair: tuple[str, str], subject: str, place: int, neighbour: str
) -> None:
    kind, code = pair
    case = _case(findings)
    more = _with(case, ADDITIONS[kind], subject, place)
    rooms = [
        common([evaluate(c, _request(code)).view, evaluate(c, _request(neighbour)).view])
        for c in (case, more)
    ]
    assert repr(rooms[1]) == repr(rooms[0])


@settings(max_examples=50, deadline=None)
@given(*_DRAWN, st.sampled_from(RecallKind))
def test_a_recall_holds_ids_and_no_content(
    findings: list[Finding], pair: tuple[str, str], subject: str, place: int, recalled: RecallKind
) -> None:
    """A recall package is the same bytes whatever the case holds, and no value is in it."""
    kind, code = pair
    case = _case(findings)
    more = _with(case, ADDITIONS[kind], subject, place)
    recall = RecallNotice(("known",), "zurück", recalled, "2026-06-01T10:00:00Z", ("other",))
    parts = []
    for one in (case, more):
        view = nothing_released(one.header, _request(code).recipient, "Rückruf", "BN-2026-001", "2026-06-01")
        parts.append(write_payload(payload_of(view, Extras(recalls=(recall,)))))
    assert parts[0] == parts[1]
    written = b"".join(parts[0].values())
    assert b"known" in written
    assert not any(f.value.encode() in written for f in more.findings if len(f.value) > 3)


def test_the_pdf_is_the_same_bytes() -> None:
    findings = [finding("known", "a"), finding("other", "b", "A01")]
    for kind in ("restricted", "contact person", "document of what stays"):
        without, more = _views(findings, (kind, "A03"), "a", 1)
        pages = []
        for view in (without, more):
            out = io.BytesIO()
            with speaking("de"):
                write_pdf(compose(view, BriefingOptions(language="de")), out)
            pages.append(out.getvalue())
        assert pages[0] == pages[1]


def test_the_two_additions_that_are_meant_to_change_something() -> None:
    """They take away, and tell nothing: no byte of the addition itself goes."""
    case = _case([finding("known", "a", "A01")])
    role = _said("r", "a", "A01", property="role", value="contact_companion")
    decided = evaluate(replace(case, findings=(*case.findings, role)), _request("A03"))
    assert {d.reason for d in decided.decisions} == {Reason.CONTACT_PERSON}
    correction = _said("k", "a", "A09", restricted=True, supersedes="known")
    assert evaluate(replace(case, findings=(*case.findings, correction)), _request("A03")).view.findings == ()
