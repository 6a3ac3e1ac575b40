"""When findings of a field disagree: values at the same time, not a date said more exactly."""

import pytest
from sample_case import Sample

from app.casework import findings
from app.casework.findings import Statement
from app.store.store import Store
from ui.case import disagreement_query
from ui.case.case_data import CaseData, load_case


@pytest.fixture
def store(sample: Sample) -> Store:
    return Store.open_with_recovery_key(sample.path, sample.recovery_key)


def said(store: Store, sample: Sample, name: str, *values: tuple[str, str, str]) -> CaseData:
    """Return the case after somebody said several values of a field, each from when until when."""
    source = load_case(store, sample.case_id).records.sources[0].id
    for value, begin, end in values:
        statement = Statement(name, value, source, valid_from=begin, valid_to=end)
        findings.record(store, sample.case_id, sample.person, statement)
    return load_case(store, sample.case_id)


def field(data: CaseData, sample: Sample, name: str) -> disagreement_query.Disagreement | None:
    found = [f for f in data.of_subject[sample.person] if f.property == name]
    return disagreement_query.of_field(data, found)


def test_wenn_zwei_angaben_zur_selben_zeit_abweichen_dann_wird_es_gezaehlt(
    store: Store, sample: Sample
) -> None:
    data = said(store, sample, "income", ("900 EUR", "2025", "2025"), ("1400 EUR", "2025-06", ""))
    found = field(data, sample, "income")
    assert found is not None
    assert (found.findings, found.values, len(found.agencies)) == (2, 2, 1)
    assert "2 values" in found.text
    store.close()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("income", (("900 EUR", "2024", "2024"), ("1400 EUR", "2025", "2025"))),
        ("note", (("klein", "", ""), ("blau", "", ""))),
        ("income", (("900 EUR", "", ""), ("900 EUR", "", ""))),
    ],
)
def test_wenn_werte_nacheinander_gelten_oder_gleich_sind_dann_widerspricht_nichts(
    store: Store, sample: Sample, name: str, values: tuple[tuple[str, str, str], ...]
) -> None:
    assert field(said(store, sample, name, *values), sample, name) is None
    store.close()


def test_wenn_ein_datum_nur_genauer_ist_dann_widerspricht_es_nicht(store: Store, sample: Sample) -> None:
    data = load_case(store, sample.case_id)
    birth = [f for f in data.of_subject[sample.person] if f.property == "birth_date"]
    assert disagreement_query.of_field(data, birth) is not None
    fuller = said(store, sample, "birth_date", (f"{birth[0].value}-07", "", ""))
    pair = [f for f in fuller.of_subject[sample.person] if f.value.startswith(birth[0].value)]
    assert len(pair) == 2
    assert disagreement_query.of_field(fuller, pair) is None
    store.close()
