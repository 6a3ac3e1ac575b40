"""What a study shows: aggregates of ten careers or more, the same bytes, and how well its methods hold."""

import dataclasses
import io
import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.briefing.document import write_pdf
from app.briefing.study_pages import compose_study
from app.study.career_records import Offence
from app.study.coverage import MEASURED, simulated
from app.study.hiding import counted, parted
from app.study.matching import Pair, match
from app.study.study_definition import Definition, changed, definition_from
from app.study.study_export import study_files
from app.study.study_history import DesignRecord, MatchingRecord, StudyFrame, StudyHistory
from app.study.study_results import results
from app.study.study_words import limits
from tests.unit.briefing.pdf_checks import failures, page_texts
from tests.unit.study.invented_careers import invented

USED = changed(Definition(), group_a="mit Kennzeichnung", group_b="ohne", resamples=1_000)
FRAME = StudyFrame("Lebensläufe Muster", "§ 476 StPO", "LKA Muster", "2027-12-31")


def pairs(seed: int = 1) -> tuple[Pair, ...]:
    return match(invented(seed=seed))


def history(found: tuple[Pair, ...], *, late: bool = False) -> StudyHistory:
    at = "2026-11-23T06:00:00Z"
    records = [DesignRecord(USED, USED.sha256, at, "muster", "", after_results=False)]
    if late:
        records.append(DesignRecord(USED, USED.sha256, at, "muster", "Anders gezählt", after_results=True))
    codes = tuple((p.a.code, p.b.code) for p in found)
    matching = MatchingRecord(codes, "0" * 64, USED.sha256, "1" * 64, at, "muster")
    return StudyHistory(FRAME, tuple(records), matching, at)


def test_a_known_difference_is_found_and_everything_rests_on_ten() -> None:
    found = results(pairs(), USED)
    by_name = {one.id: one for one in found.parameters}
    onset, duration = by_name["onset"].comparison, by_name["duration"].comparison
    assert onset is not None
    assert duration is not None
    assert onset.difference == pytest.approx(0)
    assert duration.difference < 0
    assert duration.low <= duration.difference <= duration.high
    counts = [n for one in found.parameters for n in one.n] + [n for one in found.reactions for n in one.n]
    assert min(n for n in counts if n is not None) >= 10
    for side in (0, 1):
        assert sum(m.shares[side] for m in found.mix) == pytest.approx(1)
    for curve in found.next_offence.curves:
        assert all(point.years * 2 == int(point.years * 2) for point in curve)
        assert [p.survival for p in curve] == sorted((p.survival for p in curve), reverse=True)


def test_results_depend_neither_on_the_order_nor_on_the_codes() -> None:
    careers = invented()
    renamed = [dataclasses.replace(c, code=f"{c.code[0]}{100 - int(c.code[1:])}") for c in careers]
    turned = match(tuple(reversed(careers)))
    assert results(turned, USED) == results(match(careers), USED)
    other = results(match(renamed), USED)
    assert other.next_offence == results(match(careers), USED).next_offence


def test_too_few_pairs_and_too_few_events_show_nothing() -> None:
    with pytest.raises(UserError, match="9 pairs are too few"):
        results(pairs()[:9], USED)
    once = [dataclasses.replace(c, offences=c.offences[:1], custody=()) for c in invented()]
    found = results(match(once), USED)
    assert found.next_offence.test is None
    assert found.next_offence.curves == ((), ())
    text = " ".join(page_texts(_pdf(match(once), "en")))
    assert "Too few events" in " ".join(text.split())


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_count_gives_a_small_rest_away(count: int, rest: int) -> None:
    total = count + rest
    if counted(count, total) is not None:
        assert count >= 10
        assert rest == 0 or rest >= 10
    if parted(count, total) is not None:
        assert min(count, rest) >= 10


def test_a_rare_chapter_cannot_be_told_by_subtraction() -> None:
    careers = list(invented())
    # One career alone knows a chapter: it hides among others.
    careers[0] = dataclasses.replace(
        careers[0], offences=(careers[0].offences[0], Offence(careers[0].offences[0].day + 9, "forgery"))
    )
    common = [
        dataclasses.replace(c, offences=tuple(dataclasses.replace(o, chapter="theft") for o in c.offences))
        for c in careers[1:]
    ]
    found = results(match([careers[0], *common]), USED)
    assert [m.chapter for m in found.mix] == [""]
    assert found.mix[0].shares == (1.0, 1.0)


def test_a_definition_keeps_its_fingerprint_and_refuses_nonsense() -> None:
    kept = definition_from(json.loads(json.dumps(dataclasses.asdict(USED))))
    assert (kept, kept.sha256) == (USED, USED.sha256)
    assert changed(USED, seed=2).sha256 != USED.sha256
    wrong = ({"bands": (18.0, 14.0)}, {"desistance": ()}, {"years_apart": 9}, {"group_a": " "}, {"seed": -1})
    for wish in wrong:
        with pytest.raises(UserError, match="The definition cannot be"):
            changed(USED, **wish)


def test_the_bundle_is_the_same_bytes_and_holds_no_career() -> None:
    found = pairs()
    once, again = (study_files(history(found), results(found, USED)) for _ in "12")
    assert once == again
    text = b"".join(once.values()).decode()
    assert not any(f'"{career.code}"' in text for pair in found for career in (pair.a, pair.b))
    told = json.loads(once["results.json"])
    assert set(told["limits"]) == {"de", "en"}
    assert "n = 30" in told["limits"]["en"]


def _pdf(found: tuple[Pair, ...], language: str, *, late: bool = False) -> bytes:
    out = io.BytesIO()
    report = compose_study(history(found, late=late), results(found, USED), "2026-11-23", language)
    write_pdf(report, out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_report_is_a_valid_tagged_pdf_with_its_limits(language: str, tmp_path: Path) -> None:
    data = _pdf(pairs(), language, late=True)
    assert failures(data, tmp_path) == []
    assert data == _pdf(pairs(), language, late=True)
    texts = [" ".join(t.split()) for t in page_texts(data)]
    assert "Anders gezählt" in texts[0]
    assert all("n = 30" in text for text in texts)
    if language == "en":
        # Every figure and every table with results carries the sentence.
        assert sum(text.count(limits(30)[:60]) for text in texts) >= 11
        with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
            told = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert sum("after 0.5 years" in text for text in told) == 4


def test_the_measured_coverage_is_what_a_short_run_finds() -> None:
    found = simulated(150, resamples=300)
    for one in dataclasses.fields(MEASURED)[1:]:
        # Three standard errors of a share from 150 runs, and some for the smaller bootstrap.
        measured = getattr(MEASURED, one.name)
        spread = 3 * (measured * (1 - measured) / 150) ** 0.5 + 0.02
        assert getattr(found, one.name) == pytest.approx(measured, abs=spread), one.name
