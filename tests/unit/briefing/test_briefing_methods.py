"""Methods in the briefing are drawn from the view alone: what falls away falls with its counts."""

from dataclasses import replace
from pathlib import Path

import pytest
from briefing_factory import identifier, released, working_view
from pdf_checks import failures, page_texts, pdf_of

from app.base.method_records import EXONERATING, NULL, Method, MethodKind, MethodPart, PartKind, Rating
from app.briefing.compose import compose
from app.briefing.content import Bullets, Heading, Paragraph, Table, plain
from app.briefing.options import BriefingOptions
from app.policy.method_release import released_methods
from app.policy.views import View, WorkingView

K = PartKind


def method_of(view: WorkingView) -> tuple[Method, ...]:
    first, second = (f.id for f in view.findings[:2])
    h1, h2, h3 = (identifier(f"h{n}") for n in range(3))

    def part(kind: PartKind, no: int, text: str = "", **more: object) -> MethodPart:
        return MethodPart(
            identifier(f"{kind}{no}{more.get('above_id', '')}"), "m", kind, no, text=text, **more
        )

    def rated(*verdicts: str) -> tuple[Rating, ...]:
        return tuple(Rating(h, "Frau Muster", v) for h, v in zip((h1, h2, h3), verdicts, strict=True))

    parts = (
        replace(part(K.HYPOTHESIS, 1, "Musterlenkung aus einer Hand", cites=(first,)), id=h1),
        replace(part(K.HYPOTHESIS, 2, role=NULL, standard=True), id=h2),
        replace(part(K.HYPOTHESIS, 3, role=EXONERATING, standard=True), id=h3),
        part(
            K.EVIDENCE,
            1,
            "Gleiche Musterhandschrift",
            role="finding",
            cites=(first,),
            ratings=rated("C", "I", "I"),
        ),
        part(
            K.EVIDENCE,
            2,
            "Musterkasse getrennt",
            role="finding",
            cites=(second,),
            ratings=rated("II", "C", "C"),
        ),
        part(
            K.ASSUMPTION,
            1,
            "Musterliste vollständig",
            role="unsupported",
            note="Stichprobe",
            cites=(first,),
        ),
        part(
            K.MILESTONE,
            1,
            "Zweite Musterliste taucht auf",
            status="occurred",
            due="2026-12-01",
            cites=(second,),
        ),
    )
    steps = (
        replace(part(K.STEP, 1, "Musterzugang"), id=identifier("step")),
        part(K.SIGNAL, 1, "Mustersignal", above_id=identifier("step"), cites=(first,)),
        part(K.BARRIER, 1, "Mustersperre", above_id=identifier("step"), status="proposed", cites=(second,)),
    )
    return (
        Method("m", view.header.id, MethodKind.HYPOTHESES, "Mustervergleich", "Wer lenkt?", parts=parts),
        Method("b", view.header.id, MethodKind.BARRIERS, "Mustermodell", parts=steps),
    )


@pytest.fixture
def view() -> WorkingView:
    plain_view = working_view()
    return replace(plain_view, methods=method_of(plain_view))


def texts(view: View) -> str:
    return repr(compose(view, BriefingOptions(language="en")).blocks)


def table_after(blocks: tuple[object, ...], title: str) -> Table:
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith(title))
    return next(b for b in blocks[at:] if isinstance(b, Table))


def test_the_matrix_stands_in_the_assessment_with_sums_and_what_a_row_decides(view: WorkingView) -> None:
    blocks = compose(view, BriefingOptions(language="en")).blocks
    matrix = table_after(blocks, "Competing hypotheses: Mustervergleich")
    assert [c.title for c in matrix.columns][2:5] == ["H1", "H2", "H3"]
    assert [plain(cell) for cell in matrix.rows[0].cells[2:5]] == ["C", "I", "I"]
    assert plain(matrix.rows[-1].cells[1]) == "Contradiction, weighted"
    said = [plain(b.text) for b in blocks if isinstance(b, Paragraph)]
    assert any("contradicts H2, H3 least" in text for text in said)
    assert any("no probability" in text and "never a value of a person" in text for text in said)
    whole = repr(blocks)
    for word in ("Musterliste vollständig", "Zweite Musterliste", "Mustersignal", "Mustersperre"):
        assert word in whole
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.endswith("isks"))
    threats = next(b for b in blocks[at:] if isinstance(b, Bullets))
    spoken = [plain(item.text) for item in threats.items]
    assert "Not supported: Musterliste vollständig" in spoken
    assert "1 step of the barrier model has no barrier in force." in spoken


def test_what_cites_a_withheld_finding_falls_out_with_its_row_sum_and_number(view: WorkingView) -> None:
    second = view.findings[1].id
    kept = tuple(f.id for f in view.findings if f.id != second)
    less = replace(view, methods=released_methods(view.methods, kept))
    out = released(replace(less, findings=tuple(f for f in view.findings if f.id != second)))
    blocks = compose(out, BriefingOptions(language="en")).blocks
    whole = repr(blocks)
    for word in (
        "Musterkasse",
        "Zweite Musterliste",
        "Mustersperre",
        "Mustervergleich",
        "Wer lenkt",
        "Frau Muster",
    ):
        assert word not in whole
    matrix = table_after(blocks, "Competing hypotheses")
    assert [plain(row.cells[0]) for row in matrix.rows] == ["1", ""]
    # Without the second row the first hypothesis is contradicted by nothing.
    assert plain(matrix.rows[-1].cells[2]) in ("0.00", "\u22120.00")


def test_a_method_with_nothing_released_in_it_leaves_no_heading(view: WorkingView) -> None:
    out = replace(view, methods=released_methods(view.methods, ()))
    assert "Competing hypotheses" not in texts(out)
    assert texts(out) == texts(replace(view, methods=()))


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_with_methods_are_valid(view: WorkingView, language: str, tmp_path: Path) -> None:
    data = pdf_of(view, language=language)
    assert failures(data, tmp_path) == []
    assert any("Mustervergleich" in text for text in page_texts(data))
