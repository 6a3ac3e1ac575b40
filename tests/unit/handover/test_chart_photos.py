"""Photos on charts that leave the house: of documents that go along and are given for this very subject."""

import io
from pathlib import Path

import pytest
from handover_charts import keep
from PIL import Image

from app.base.chart_records import ChartDocument, ChartItem, Look
from app.casework import cases, contributions, documents, findings
from app.casework.findings import Statement
from app.handover.charts import write_chart_file
from app.handover.releasing import release_case


def _photo(office, *, about_somebody: bool = True) -> tuple[str, str, str]:
    """A photo in the case; which chart shows it, whose picture it is there, and the document."""
    store, case_id = office.store, office.case_id
    released = release_case(store, case_id, office.request()).view
    named = next(f for f in released.findings if f.property == "name")
    records = cases.records(store, case_id)
    contribution = next(s.contribution_id for s in records.sources if s.id == named.source_id)
    file = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(file, "PNG")
    file.seek(0)
    (document,) = documents.attach(store, case_id, contribution, "bild.png", "image/png", file).ids
    source = contributions.add_source(store, case_id, contribution, "Lichtbild", "1", "A", document).ids[0]
    others = [f.subject_id for f in released.findings if f.property == "name" and f is not named]
    subject = named.subject_id if about_somebody else others[0]
    findings.record(store, case_id, subject, Statement("note", "auf dem Lichtbild", source))
    items = {
        s.id: ChartItem(s.id, 200.0 * n, 0.0, look=Look(picture=document, size=2.0))
        if s.id == named.subject_id
        else ChartItem(s.id, 200.0 * n, 0.0)
        for n, s in enumerate(s for s in records.subjects if s.kind == "node")
    }
    return keep(office, ChartDocument("", case_id, "Bild", "organic", items)), named.subject_id, document


def _written(office, chart: str, request, out: Path) -> bytes:
    write_chart_file(office.store, office.case_id, request, out, chart_id=chart)
    return out.read_bytes()


def test_the_own_chart_has_its_photo(office, tmp_path):
    chart, _subject, document = _photo(office)
    svg = _written(office, chart, None, tmp_path / "c.svg").decode()
    assert svg.count("data:image/png;base64,") == 1
    assert document not in svg
    assert b"/Subtype /Image" in _written(office, chart, None, tmp_path / "c.pdf")


@pytest.mark.parametrize(
    ("about_somebody", "goes_along", "seen"), [(True, True, 1), (True, False, 0), (False, True, 0)]
)
def test_an_agency_sees_only_photos_that_go_along_and_are_of_this_subject(
    office, tmp_path, about_somebody, goes_along, seen
):
    chart, _subject, document = _photo(office, about_somebody=about_somebody)
    request = office.request(documents=frozenset({document} if goes_along else ()))
    svg = _written(office, chart, request, tmp_path / "c.svg").decode()
    assert svg.count("data:image/png;base64,") == seen
