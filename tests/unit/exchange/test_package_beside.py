"""What goes beside findings in a package: written and read again as it was, refused where it breaks rules."""

import io
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from app.base.method_records import (
    ABSENCE,
    EXONERATING,
    NULL,
    Method,
    MethodKind,
    MethodPart,
    PartKind,
    Rating,
)
from app.base.provision_records import APPROVED, DataMark
from app.base.sent_records import SentMethod, SentPart, SentProvision
from app.exchange.closure import check_closed
from app.exchange.codec import CodecError
from app.exchange.package import open_package, seal
from app.exchange.payload import Extras, Payload, payload_of, read_payload, write_payload
from app.policy.views import ReleasedView

WORDS = SentProvision(
    "EIG-1", 2, "Vereinbarung", "Nr. 1", "Titel", "Text", "may", ("A09",), ("*",), ("geprüft",), ("tax",),
    True, False, "Ordner 3", "2026-01-01", "", APPROVED, "Muster", "2026-01-02",
)  # fmt: skip


def _part(name: str, kind: PartKind, no: int = 1, **more: Any) -> MethodPart:
    return MethodPart(name, "m", kind, no, **more)


@pytest.fixture
def methods(view: ReleasedView) -> tuple[Method, ...]:
    """A comparison, and a barrier model that cites what is said of the firm."""
    first, _link, firm = view.findings
    said = (Rating("h1", "1", "II"), Rating("h2", "1", "C"))
    rows = (
        _part("h1", PartKind.HYPOTHESIS, role=NULL, text="Nichts daran", standard=True),
        _part("h2", PartKind.HYPOTHESIS, 2, role=EXONERATING, text="Erlaubt", standard=True),
        _part(
            "e1", PartKind.EVIDENCE, role=ABSENCE, text="kein Fahrtenbuch", cites=(first.id,), ratings=said
        ),
    )
    cells = (
        _part("s1", PartKind.STEP, text="Anmieten"),
        _part("b1", PartKind.BARRIER, above_id="s1", role="inspect", text="Nachschau", cites=(firm.id,)),
    )
    return (
        Method("m", "c", MethodKind.HYPOTHESES, "", parts=rows),
        Method("b", "c", MethodKind.BARRIERS, "", template="vehicle_hire", parts=cells),
    )


@pytest.fixture
def full(view: ReleasedView, methods: tuple[Method, ...]) -> Payload:
    """A payload with everything that can go beside findings."""
    marks = (DataMark(view.findings[0].id, ("tax",)), DataMark(view.contributions[0].id, ("confided",)))
    return payload_of(replace(view, methods=methods), Extras(marks=marks, own_words=(WORDS,)))


def test_all_of_it_comes_back_as_it_went(view: ReleasedView, methods: tuple[Method, ...], desk) -> None:
    out = io.BytesIO()
    extras = Extras(marks=(DataMark(view.findings[0].id, ("tax",)),), own_words=(WORDS,))
    result = seal(
        replace(view, methods=methods), desk.contents, desk.a, [desk.b.public()], 8, out, None, extras
    )
    opened = open_package(out, [desk.b], [desk.a.public()])
    assert result.methods == len(opened.methods) == 2
    assert (opened.marks, opened.own_words) == (extras.marks, extras.own_words)
    (row,) = [p for p in opened.methods[0].parts if p.kind is PartKind.EVIDENCE]
    assert (row.cites, row.ratings) == ((view.findings[0].id,), methods[0].parts[2].ratings)


def test_no_place_on_the_way_for_what_stays_in_the_office() -> None:
    """Titel, Frage, Namen, Aufgaben und Maßnahmen haben in dem, was reist, kein Feld."""
    stays = {"title", "question", "made_by", "made_at", "gap_id", "task_id", "measure_id"}
    assert not stays & {f.name for kind in (SentMethod, SentPart) for f in fields(kind)}
    assert not {"written_by", "written_on", "note"} & {f.name for f in fields(SentProvision)}


def test_a_package_of_the_version_before_is_read(full: Payload) -> None:
    check_closed(full)
    newer = {"methods.ndjson", "marks.ndjson", "own_words.ndjson"}
    parts = {name: data for name, data in write_payload(full).items() if name not in newer}
    read = read_payload(parts, 2)
    assert (read.findings, read.methods, read.marks, read.own_words) == (full.findings, (), (), ())
    with pytest.raises(CodecError):
        read_payload(parts, 3)


def _with_part(at: int, place: int, **changes: Any) -> Callable[[Payload], Payload]:
    def change(payload: Payload) -> Payload:
        method = payload.methods[at]
        parts = list(method.parts)
        parts[place] = replace(parts[place], **changes)
        methods = list(payload.methods)
        methods[at] = replace(method, parts=tuple(parts))
        return replace(payload, methods=tuple(methods))

    return change


_BROKEN: dict[str, Callable[[Payload], Payload]] = {
    "twice": lambda p: replace(p, methods=(*p.methods, p.methods[0])),
    "a part twice": _with_part(0, 1, id="h1"),
    "cites what is not there": _with_part(0, 2, cites=("x",)),
    "cites twice": lambda p: _with_part(0, 2, cites=(p.findings[0].id,) * 2)(p),
    "names an agency that is not there": _with_part(1, 1, agency_id="x"),
    "a cell without a step": _with_part(1, 1, above_id=""),
    "a row at a step": _with_part(0, 2, above_id="h1"),
    "a part of another method": _with_part(0, 0, kind=PartKind.STEP),
    "an unknown role": _with_part(1, 1, role="x"),
    "an unknown state": _with_part(1, 1, status="x"),
    "an unknown verdict": _with_part(0, 2, ratings=(Rating("h1", "1", "?"),)),
    "rates a row": _with_part(0, 2, ratings=(Rating("e1", "1", "C"),)),
    "rates twice": _with_part(0, 2, ratings=(Rating("h1", "1", "C"),) * 2),
    "a hypothesis with ratings": _with_part(0, 0, ratings=(Rating("h2", "1", "C"),)),
    "effort beyond five": _with_part(1, 1, effort=6),
    "no number": _with_part(0, 0, no=0),
    # Nobody has a place in a barrier model.
    "a person in a barrier model": lambda p: _with_part(1, 1, cites=(p.findings[0].id,))(p),
    "a person's link in a barrier model": lambda p: _with_part(1, 1, cites=(p.findings[1].id,))(p),
    "a mark on nothing": lambda p: replace(p, marks=(DataMark("x", ("tax",)),)),
    "a mark of no class": lambda p: replace(p, marks=(DataMark(p.findings[0].id, ()),)),
    "a mark of an unknown class": lambda p: replace(p, marks=(DataMark(p.findings[0].id, ("x",)),)),
    "a mark twice": lambda p: replace(p, marks=p.marks[:1] * 2),
    "words twice": lambda p: replace(p, own_words=(WORDS, WORDS)),
    "words of no kind": lambda p: replace(p, own_words=(replace(WORDS, kind="x"),)),
    "words without a standing": lambda p: replace(p, own_words=(replace(WORDS, status=""),)),
    "words of no version": lambda p: replace(p, own_words=(replace(WORDS, version=0),)),
    "words of unknown data": lambda p: replace(p, own_words=(replace(WORDS, data=("x",)),)),
}


@pytest.mark.parametrize("kind", sorted(_BROKEN))
def test_what_breaks_a_rule_is_refused(kind: str, full: Payload) -> None:
    with pytest.raises(CodecError):
        check_closed(_BROKEN[kind](full))
