import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from app.base.errors import UserError
from app.base.records import (
    Agency,
    AgendaItem,
    CaseHeader,
    Conference,
    ConferenceState,
    Contribution,
    Document,
    Finding,
    Judgement,
    Label,
    Measure,
    MeasureState,
    Participant,
    Source,
    Standing,
    Subject,
    SubjectKind,
    Verdict,
)
from app.exchange.import_context import ImportContext
from app.exchange.keys import Identity, new_identity
from app.exchange.package import SealResult, seal
from app.policy.views import ReleasedView, WorkingView, seal_view

CASE = "c" * 32
PDF = b"%PDF-1.7 invented\n" * 3000


def _id(kind: str, no: int = 1) -> str:
    return f"{kind}{no:031x}"


@pytest.fixture
def view() -> ReleasedView:
    """A small but complete released view: every kind of record at least once."""
    a, b, person, firm, link = _id("a", 1), _id("a", 2), _id("d", 1), _id("d", 2), _id("d", 3)
    label = Label("open observation", "suspect", "StGB 263", "Police of Musterstadt", "PolG NRW 12")
    contribution = Contribution(
        _id("e"), CASE, a, "Vehicle check", "2021-04-05", "P001", "check", "PolG NRW", "OPEN", label
    )
    document = Document(
        _id("f"), contribution.id, "Bericht.pdf", "application/pdf", len(PDF), hashlib.sha256(PDF).hexdigest()
    )
    source = Source(_id("b"), contribution.id, "report", "Az. 12/21", "A", document.id)
    first = Finding(
        _id("1"),
        CASE,
        person,
        source.id,
        "name",
        "Musterfrau, Çiğdem",
        Standing.FACT,
        "1",
        "muster",
        "2021-04-05T13:30:00Z",
        "2026-12-31",
        valid_from="2021-04~",
    )
    second = Finding(
        _id("2"),
        CASE,
        link,
        source.id,
        "exists",
        "yes",
        Standing.ASSESSMENT,
        "3",
        "muster",
        "2021-04-05T13:30:00Z",
        "2026-12-31",
        author_agency_id=a,
        basis=(first.id,),
    )
    third = Finding(
        _id("3"),
        CASE,
        firm,
        source.id,
        "name",
        "Muster GmbH\nzweite Zeile",
        Standing.FACT,
        "2",
        "muster",
        "2021-04-05T13:30:00Z",
        "2026-12-31",
        exonerating=True,
    )
    conference = Conference(
        _id("7"),
        CASE,
        1,
        "2021-05-01",
        "Saal 1",
        "muster",
        a,
        ConferenceState.HELD,
        (AgendaItem(1, "Lage"),),
        (Participant(b, "Muster", "guest", "present"),),
    )
    working = WorkingView(
        header=CaseHeader(
            CASE,
            "360-2026-001",
            "Title",
            "Question?",
            "purpose",
            "law",
            "PolG NRW",
            a,
            "running",
            "T4",
            "P2",
            "OPEN",
            "2021-01-01",
            "2026-12-31",
        ),
        as_of="2026-11-22",
        agencies=(Agency(a, "A01", "Polizei", "Police"), Agency(b, "A04", "Finanzamt", "Tax office")),
        contributions=(contribution,),
        sources=(source,),
        subjects=(
            Subject(person, SubjectKind.NODE, "person"),
            Subject(firm, SubjectKind.NODE, "organisation"),
            Subject(link, SubjectKind.LINK, "manages", person, firm),
        ),
        findings=(first, second, third),
        judgements=(
            Judgement(
                _id("8"), CASE, person, firm, Verdict.DIFFERENT, "r", a, "muster", "2021-04-05T13:30:00Z"
            ),
        ),
        documents=(document,),
        conferences=(conference,),
        measures=(
            Measure(
                _id("9"),
                CASE,
                1,
                "Inspect",
                b,
                "AO 193",
                "2021-06-01",
                MeasureState.NOT_DONE,
                conference_id=conference.id,
                cites=(first.id,),
            ),
        ),
        provisions={first.id: "P001", second.id: "P002"},
    )
    return seal_view(working, working.agencies[1], "purpose", "occasion")


@dataclass
class Desk:
    """Three workstations: A sends, B receives, C is a third; and a way to seal from A to B."""

    a: Identity
    b: Identity
    c: Identity
    sealed: bytes
    result: SealResult
    contents: Callable[[Document], Iterable[bytes]]


@pytest.fixture
def desk(view: ReleasedView) -> Desk:
    a, b, c = (new_identity(f"Muster {x}") for x in "ABC")
    out = io.BytesIO()

    def contents(_document: Document) -> Iterable[bytes]:
        return (PDF[:1000], PDF[1000:])

    result = seal(view, contents, a, [b.public()], 7, out)
    return Desk(a, b, c, out.getvalue(), result, contents)


@pytest.fixture
def refused_key() -> Callable[[Callable[[], object]], str]:
    """Run something that must be refused and give the key of the refusal."""

    def run(action: Callable[[], object]) -> str:
        with pytest.raises(UserError) as caught:
            action()
        assert caught.value.text
        assert "{" not in caught.value.text
        return caught.value.key

    return run


@pytest.fixture
def context() -> ImportContext:
    """An agency that gives a file into the test case."""
    return ImportContext(
        case_id=CASE,
        agency=Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt"),
        provision="P001",
        purpose="check",
        received="2026-11-20",
        label=None,
        regime="PolG NRW",
        recorded_by="muster",
        recorded_at="2026-11-22T12:00:00Z",
        review_due="2027-12-31",
    )
