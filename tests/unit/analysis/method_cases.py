"""Drawn methods: barrier models and comparisons of hypotheses over a few findings."""

from hypothesis import strategies as st

from app.base.method_records import (
    CELLS,
    EXONERATING,
    FINDING,
    NULL,
    STATES,
    VERDICTS,
    Method,
    MethodKind,
    MethodPart,
    PartKind,
    Rating,
)

FINDINGS = tuple(f"f{no}" for no in range(6))


@st.composite
def comparisons(draw: st.DrawFn) -> Method:
    """Draw two to four hypotheses, up to five rows, up to three raters; any cell may be empty."""
    roles = [NULL, EXONERATING, *draw(st.lists(st.just(""), max_size=2))]
    hypotheses = [
        MethodPart(
            f"h{no}", "m", PartKind.HYPOTHESIS, no, role=role, text=f"Hypothese {no}",
            standard=draw(st.booleans()), cites=tuple(draw(st.sets(st.sampled_from(FINDINGS), max_size=1))),
        )
        for no, role in enumerate(roles, 1)
    ]  # fmt: skip
    rows = []
    for no in range(1, draw(st.integers(0, 5)) + 1):
        ratings = tuple(
            Rating(h.id, rater, draw(st.sampled_from(VERDICTS)))
            for h in hypotheses
            for rater in draw(st.sets(st.sampled_from(("A", "B", "C"))))
        )
        cited = (draw(st.sampled_from(FINDINGS)),)
        rows.append(
            MethodPart(f"e{no}", "m", PartKind.EVIDENCE, no, role=FINDING, cites=cited, ratings=ratings)
        )
    said = MethodPart("c1", "m", PartKind.CONCLUSION, 1, text="Schluss", cites=FINDINGS[:2])
    return Method("m", "case", MethodKind.HYPOTHESES, "Titel", "Frage", parts=(*hypotheses, *rows, said))


@st.composite
def models(draw: st.DrawFn) -> Method:
    """Draw up to four steps with up to eight cells; texts that ship, own texts, citations, lost ones."""
    steps = [
        MethodPart(f"s{no}", "b", PartKind.STEP, no, text=f"Schritt {no}", standard=draw(st.booleans()))
        for no in range(1, draw(st.integers(0, 4)) + 1)
    ]
    cells = []
    for no in range(draw(st.integers(0, 8)) if steps else 0):
        kind = draw(st.sampled_from(CELLS))
        cells.append(
            MethodPart(
                f"p{no}", "b", kind, no, above_id=draw(st.sampled_from(steps)).id, text=f"Text {no}",
                agency_id=draw(st.sampled_from(("", "agency-A09"))),
                provision=draw(st.sampled_from(("", "§ 35 GewO"))),
                status=draw(st.sampled_from(STATES[PartKind.BARRIER])) if kind is PartKind.BARRIER else "",
                effort=draw(st.integers(0, 5)), effect=draw(st.integers(0, 5)),
                standard=draw(st.booleans()), lost=draw(st.sampled_from((0, 0, 1))),
                cites=tuple(sorted(draw(st.sets(st.sampled_from(FINDINGS), max_size=2)))),
            )
        )  # fmt: skip
    return Method("b", "case", MethodKind.BARRIERS, "Modell", parts=(*steps, *cells))
