"""Nothing is on the screen that one of the agencies in the room may not see; a property test holds it."""

from dataclasses import replace

from case_factory import AGENCIES, finding, link, node, records, request
from hypothesis import given
from hypothesis import strategies as st

from app.base.conference_records import CAME, LEFT, Passage
from app.base.method_records import Method, MethodKind, MethodPart, PartKind
from app.base.records import Finding, Standing
from app.conference.presence import present
from app.conference.room_view import ROOM, common, room_of
from app.policy.release import evaluate
from app.policy.views import ReleasedView

SUBJECTS = [node("a"), node("b"), node("c"), link("ab", "a", "b"), link("bc", "b", "c")]
SENDERS = ("A01", "A03", "A04", "A05", "A09", "A12", "OFFICE")
GUESTS = ("A01", "A03", "A04", "A06", "A12")


@st.composite
def cases(draw: st.DrawFn) -> list[Finding]:
    made: list[Finding] = []
    for no in range(draw(st.integers(1, 12))):
        older = [f.id for f in made]
        basis = tuple(draw(st.lists(st.sampled_from(older), max_size=2, unique=True))) if older else ()
        subject = draw(st.sampled_from(SUBJECTS)).id
        made.append(
            finding(
                f"f{no}",
                subject,
                draw(st.sampled_from(SENDERS)),
                property="exists" if len(subject) == 2 else "name",
                handling=draw(st.sampled_from(["H0", "H0", "H0", "H2"])),
                basis=basis,
                standing=Standing.ASSESSMENT if basis else Standing.FACT,
            )
        )
    return made


def views(findings: list[Finding], codes: tuple[str, ...] = GUESTS) -> dict[str, ReleasedView]:
    made = records(SUBJECTS, findings)
    return {f"agency-{code}": evaluate(made, request(code)).view for code in codes}


@given(cases(), st.lists(st.sampled_from(GUESTS), min_size=1, unique=True))
def test_nothing_is_shown_that_an_agency_in_the_room_lacks(findings: list[Finding], codes: list[str]) -> None:
    seen = views(findings)
    room = room_of(seen, [f"agency-{code}" for code in codes])
    assert room.view is not None
    for code in codes:
        view = seen[f"agency-{code}"]
        held = {f.id: f for f in view.findings}
        assert room.findings <= held.keys()
        assert {s.id for s in room.view.subjects} <= {s.id for s in view.subjects}
        assert {s.id for s in room.view.sources} <= {s.id for s in view.sources}
        assert {c.id for c in room.view.contributions} <= {c.id for c in view.contributions}
        assert {a.id for a in room.view.agencies} <= {a.id for a in view.agencies}
        for f in room.view.findings:
            assert set(f.basis) <= set(held[f.id].basis)
            assert f.supersedes in (None, held[f.id].supersedes)


@given(cases(), st.lists(st.sampled_from(GUESTS), min_size=1, unique=True))
def test_what_is_shown_is_a_closed_world(findings: list[Finding], codes: list[str]) -> None:
    view = room_of(views(findings), [f"agency-{code}" for code in codes]).view
    assert view is not None
    standing, ids = {s.id for s in view.subjects}, {f.id for f in view.findings}
    assert {f.subject_id for f in view.findings} == standing
    assert all(end in standing for s in view.subjects for end in (s.start, s.end) if end)
    assert all(b in ids for f in view.findings for b in f.basis)
    assert {f.source_id for f in view.findings} == {s.id for s in view.sources}
    assert {s.contribution_id for s in view.sources} == {c.id for c in view.contributions}
    left_out = (
        view.judgements,
        view.documents,
        view.conferences,
        view.measures,
        view.provisions,
        view.methods,
    )
    assert not any(left_out)


@given(cases(), st.lists(st.sampled_from(GUESTS), min_size=1, unique=True), st.sampled_from(GUESTS))
def test_who_comes_in_never_widens_what_is_shown(
    findings: list[Finding], codes: list[str], late: str
) -> None:
    seen = views(findings)
    before = room_of(seen, [f"agency-{c}" for c in codes])
    after = room_of(seen, [f"agency-{c}" for c in {*codes, late}])
    assert after.findings <= before.findings


@given(cases(), st.lists(st.sampled_from(GUESTS), min_size=2, unique=True))
def test_the_order_of_the_agencies_does_not_matter(findings: list[Finding], codes: list[str]) -> None:
    seen = views(findings)
    one = common([seen[f"agency-{c}"] for c in codes])
    other = common([seen[f"agency-{c}"] for c in reversed(codes)])
    assert {f.id for f in one.findings} == {f.id for f in other.findings}
    assert one.subjects == other.subjects


@given(cases(), st.lists(st.sampled_from(GUESTS), min_size=1, unique=True), st.data())
def test_a_withheld_finding_changes_nothing_on_the_screen(
    findings: list[Finding], codes: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(findings)))
    secret = finding("secret", data.draw(st.sampled_from(["a", "b", "c"])), "A03", restricted=True)
    more = [*findings[:place], secret, *findings[place:]]
    at = [f"agency-{code}" for code in codes]
    assert room_of(views(more), at) == room_of(views(findings), at)


def test_a_link_whose_end_each_knows_by_another_finding_is_not_shown() -> None:
    """Both agencies know the node, but nothing about it may be said in front of both."""
    one, other = views([finding("x", "a")], ("A01", "A03")).values()
    first = replace(
        one, subjects=(node("a"), node("b"), link("ab", "a", "b")),
        findings=(finding("a1", "a"), finding("b1", "b"), finding("ab1", "ab", property="exists")),
    )  # fmt: skip
    second = replace(
        other, subjects=first.subjects,
        findings=(finding("a2", "a"), finding("b1", "b"), finding("ab1", "ab", property="exists")),
    )  # fmt: skip
    shown = common([first, second])
    assert [f.id for f in shown.findings] == ["b1"]
    assert [s.id for s in shown.subjects] == ["b"]


def test_that_one_agency_had_an_older_version_is_told_to_nobody_else() -> None:
    one, other = views([finding("x", "a")], ("A01", "A03")).values()
    first = replace(one, findings=(finding("a1", "a", supersedes="a0"),))
    second = replace(other, findings=(finding("a1", "a"),))
    assert common([first, second]).findings[0].supersedes is None


def test_words_that_one_agency_was_given_are_on_no_screen() -> None:
    """What the case asks, in words for one agency, and methods that rest on what it alone has."""
    one, other = views([finding("x", "a")], ("A01", "A03")).values()
    part = MethodPart("p", "m", PartKind.EVIDENCE, 1, text="Nur für die Polizei", cites=("y",))
    first = replace(
        one,
        header=replace(one.header, title="Für die Polizei", question="Wer?", purpose="Für die Polizei"),
        purpose="Für die Polizei",
        methods=(Method("m", "case", MethodKind.HYPOTHESES, "", parts=(part,)),),
    )
    assert "für die Polizei" not in repr(common([first, other])).replace("Für", "für")


def test_nobody_but_the_office_means_nothing() -> None:
    assert room_of({}, []).view is None
    assert room_of({}, ["agency-A01"]).view is None
    assert room_of({}, []).findings == frozenset()


def test_it_is_addressed_to_the_room() -> None:
    assert common(list(views([finding("x", "a")]).values())).recipient == ROOM
    assert ROOM.id not in {a.id for a in AGENCIES}


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.booleans()), max_size=12))
def test_who_is_in_the_room_is_who_came_last_and_did_not_leave(steps: list[tuple[str, bool]]) -> None:
    passages = [
        Passage(str(no), seat, CAME if came else LEFT, f"2026-11-23T10:{no:02}:00Z")
        for no, (seat, came) in enumerate(steps)
    ]
    last = dict(steps)
    assert present(passages) == {seat for seat, came in last.items() if came}
    assert present(passages, "2026-11-23T09:59:59Z") == frozenset()
