"""The promise of the house, for each artefact: a withheld finding changes no byte of what others get.

Only two kinds of addition are meant to change something, and are not drawn here: a correction of a released
finding (what is wrong must not go any more), and a role that makes a person of the case a contact person.
"""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.network import build_network
from app.base.i18n import speaking
from app.base.recall_records import RecallKind, RecallNotice
from app.base.records import (
    AgendaItem,
    CaseRecords,
    Conference,
    ConferenceState,
    Finding,
    Participant,
    Subject,
)
from app.base.wording_records import EVERYBODY, Wording, sum_of
from app.briefing.career_pages import compose_career
from app.briefing.case_sheets import CareerWish, CaseSheets
from app.briefing.compose import compose
from app.briefing.document import write_pdf
from app.briefing.money_pages import compose_money
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
from tests.unit.handover.leak_additions import ADDITIONS, PAIRS, RECIPIENTS, Addition, own_words, secret
from tests.unit.policy.case_factory import (
    contribution,
    finding,
    link,
    measure,
    node,
    records,
    request,
)

SUBJECTS = [
    node("a"),
    node("b"),
    node("c", "organisation"),
    link("ab", "a", "b"),
    link("bc", "b", "c"),
    link("pc", "b", "c", "pays"),
    link("oc", "a", "c", "owns"),
]
SAID = {
    "pc": ("amount", "{no}.50 EUR"),
    "oc": ("share", "{no}"),
    "ab": ("exists", "yes"),
    "bc": ("exists", "yes"),
}
"""What a finding about a link says; about a person it is a name."""


def _request(code: str) -> ReleaseRequest:
    asked = request(code)
    # Police data stay where the change of purpose is not answered; they are delivered for the same purpose.
    kept = frozenset(c for c in asked.confirmed if c[0] != "PolGNRW-23")
    return replace(asked, confirmed=kept | {("EIG-1", 1)})


def _case(findings: list[Finding], subjects: list[Subject] = SUBJECTS) -> CaseRecords:
    # The police delivers for the purpose of the release: no change of purpose.
    same = {code: contribution(code, purpose="Zweck") for code in ("A01",)}
    case = records(subjects, findings, (measure("m", 1, "A09", "known"),), **same)
    header = replace(
        case.header, title="Fall x", question="Ist Geheim x der Strohmann?", purpose="Zweck zu x"
    )
    return replace(case, header=header, conferences=(_MEETING,), wordings=WORDINGS)


# The texts of the office name what the additions name: they go, or stay, whether it is there or not.
_SEATS = tuple(Participant(f"agency-{code}", "Muster", "guest", "invited") for code in RECIPIENTS)
_POINTS = (
    AgendaItem(1, "Geheim x und Geheim r", "Wo wohnt Geheim n?", "Geheim l prüfen", "Geheim h anhören"),
    AgendaItem(2, "Stand zu Geheim x"),
)
_MEETING = Conference(
    "meeting",
    "case",
    1,
    "2026-06-02",
    "Saal",
    "Muster",
    "agency-A01",
    ConferenceState.PLANNED,
    _POINTS,
    _SEATS,
)
WORDINGS = (
    Wording("w1", "question", "case", EVERYBODY, "Wer führt Geheim x?", ""),
    Wording("w2", "question", "case", "agency-A03", "Wer führt?", ""),
    Wording("w3", "purpose", "case", "agency-A12", "Zweck zu Geheim x", ""),
    Wording("w4", "agenda.title", "p2", "agency-A09", "", sum_of("Stand zu Geheim x")),
    Wording("w5", "agenda.decision", "p1", EVERYBODY, "", sum_of("Geheim h anhören")),
)


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
                property=SAID[subject][0] if is_link else "name",
                value=SAID[subject][1].format(no=no) if is_link else f"Muster {no}",
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
    reasons = {d.finding_id: d.reason for d in after.decisions if d.finding_id.startswith("secret-")}
    assert reasons
    assert None not in reasons.values()
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


@pytest.mark.parametrize("code", RECIPIENTS)
def test_texts_of_the_office_go_only_as_somebody_cleared_them(code: str) -> None:
    """What the additions above leave untouched is not empty: each recipient reads what was cleared for it."""
    view = evaluate(_case([finding("known", "a")]), _request(code)).view
    first, second = view.conferences[0].agenda
    assert view.header.title == ""
    assert view.header.question == ("Wer führt?" if code == "A03" else "Wer führt Geheim x?")
    assert view.header.purpose == ("Zweck zu Geheim x" if code == "A12" else "Zweck")
    assert (first.title, first.question, first.recommendation, first.decision) == (
        "", "", "", "Geheim h anhören"
    )  # fmt: skip
    assert second.title == ("Stand zu Geheim x" if code == "A09" else "")


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_every_kind_stays_from_every_recipient(pair: tuple[str, str]) -> None:
    findings = [finding("known", "a"), finding("other", "b", "A01")]
    without, more = _views(findings, pair, "a", 1)
    assert without.findings
    assert repr(more) == repr(without)


@pytest.mark.parametrize("code", RECIPIENTS)
def test_the_same_words_of_the_office_carry_once_they_hold(code: str) -> None:
    """So it is the missing approval, the day or the data that kept the finding above, and nothing else."""
    case = _with(_case([finding("known", "a")]), own_words(), "a", 1)
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
    """The briefing with wealth sheets and a career, and the papers about money and this career alone."""
    options = BriefingOptions(language="de")
    wish = CareerWish("a", "§ 23 PolG NRW", lambda provision, day: (provision, day))
    sheets = CaseSheets(wealth_of=("a", "b"), careers=(wish,))
    made = [compose(view, replace(options, sheets=sheets)), compose_money(view, options, about="a")]
    if any(f.subject_id == "a" for f in view.findings):
        made.append(compose_career(view, options, wish))
    return repr([(paper.blocks, paper.told) for paper in made])


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
    role = secret("r", "a", "A01", property="role", value="contact_companion")
    decided = evaluate(replace(case, findings=(*case.findings, role)), _request("A03"))
    assert {d.reason for d in decided.decisions} == {Reason.CONTACT_PERSON}
    correction = secret("k", "a", "A09", restricted=True, supersedes="known")
    assert evaluate(replace(case, findings=(*case.findings, correction)), _request("A03")).view.findings == ()
