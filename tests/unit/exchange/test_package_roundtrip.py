"""Whatever records a released view holds, sealing and opening gives exactly the same."""

import hashlib
import io
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.records import (
    Agency,
    CaseHeader,
    Contribution,
    Document,
    Finding,
    Label,
    Source,
    Standing,
    Subject,
    SubjectKind,
)
from app.exchange.keys import new_identity
from app.exchange.package import open_package, pass_documents, seal
from app.policy.views import View, WorkingView, seal_view

A, B = new_identity("Muster A"), new_identity("Muster B")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
CASE = "c" * 32


def texts(draw, cls, **fixed):
    """A record of `cls` with drawn texts wherever no value is given."""
    return cls(**{f.name: fixed[f.name] if f.name in fixed else draw(TEXT) for f in fields(cls)})


@st.composite
def worlds(draw):
    agency = texts(draw, Agency, id="a1")
    header = texts(draw, CaseHeader, id=CASE)
    label = draw(st.none() | st.builds(Label, TEXT, TEXT, TEXT, TEXT, TEXT))
    contribution = texts(draw, Contribution, id="b1", case_id=CASE, agency_id="a1", label=label)
    data = [draw(st.binary(max_size=2000)) for _ in range(draw(st.integers(0, 3)))]
    documents = tuple(
        texts(
            draw,
            Document,
            id=f"d{i}",
            contribution_id="b1",
            size=len(d),
            sha256=hashlib.sha256(d).hexdigest(),
        )
        for i, d in enumerate(data)
    )
    source = texts(draw, Source, id="e1", contribution_id="b1", document_id="d0" if documents else None)
    nodes = [texts(draw, Subject, id=f"n{i}", kind=SubjectKind.NODE, start=None, end=None) for i in range(3)]
    link = texts(draw, Subject, id="l0", kind=SubjectKind.LINK, start="n0", end="n2")
    findings = tuple(_finding(draw, i) for i in range(draw(st.integers(0, 6))))
    view = WorkingView(
        header,
        draw(TEXT),
        (agency,),
        (contribution,),
        (source,),
        (*nodes, link),
        findings,
        (),
        documents,
        (),
        (),
        {f.id: draw(TEXT) for f in findings},
    )
    contents = {d.id: blob for d, blob in zip(documents, data, strict=True)}
    return seal_view(view, agency, draw(TEXT), draw(TEXT)), contents


def _finding(draw, no):
    earlier = [f"f{i}" for i in range(no)]
    return texts(
        draw,
        Finding,
        id=f"f{no}",
        case_id=CASE,
        subject_id=draw(st.sampled_from(["n0", "n1", "n2", "l0"])),
        source_id="e1",
        standing=draw(st.sampled_from(Standing)),
        author_agency_id=draw(st.sampled_from(["", "a1"])),
        exonerating=draw(st.booleans()),
        restricted=draw(st.booleans()),
        supersedes=draw(st.sampled_from([None, *earlier])),
        basis=tuple(draw(st.lists(st.sampled_from(earlier), max_size=2))) if earlier else (),
    )


@settings(max_examples=60, derandomize=True, deadline=None)
@given(worlds())
def test_round_trip(world):
    view, contents = world
    out = io.BytesIO()
    seal(view, lambda d: (contents[d.id],), A, [B.public()], 1, out)
    got = open_package(out, [B], [A.public()])
    assert (got.case, got.provisions) == (view.header, view.provisions)
    kept: dict[str, bytes] = {}
    pass_documents(out, got, [B], lambda sha, piece: kept.update({sha: kept.get(sha, b"") + piece}))
    assert kept == {d.sha256: contents[d.id] for d in view.documents}
    shared = {f.name for f in fields(View)} & {f.name for f in fields(got.delivery)}
    for kind in shared:
        assert getattr(got.delivery, kind) == getattr(view, kind)
    assert got.manifest.release.purpose == view.purpose
