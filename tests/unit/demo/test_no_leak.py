"""The failure nobody forgives: a withheld value in something that left. Tried on the demo's two cases."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.records import CaseRecords
from app.casework import cases
from app.demo.artefacts import demo_request
from app.demo.build import build
from app.handover.briefings import write_briefing
from app.handover.charts import write_chart_file
from app.handover.releasing import release_case
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy.release import Release, ReleaseRequest
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.pdf_text import pages_of

SHORTEST = 6
_MONTH = re.compile(r"\d{4}-\d{2}")


def _shown(records: CaseRecords, finding_ids: set[str]) -> set[str]:
    """All values of these findings, as they are kept and as people read them."""
    types = {s.id: s.type for s in records.subjects}
    texts = set()
    for finding in records.findings:
        if finding.id in finding_ids:
            prop = ontology().property(types[finding.subject_id], finding.property)
            texts |= {finding.value, display_for(prop, finding.value), finding.handling_note}
    return {t for t in texts if len(t) >= SHORTEST}


def _secrets(records: CaseRecords, release: Release) -> set[str]:
    """What only withheld findings say: nothing that goes, and no frame of the case, has it too."""
    going = {d.finding_id for d in release.decisions if d.released}
    staying = {d.finding_id for d in release.decisions if not d.released}
    view = release.view
    frame = [view.header.title, view.header.question, view.header.purpose, view.header.legal_basis]
    frame += [c.title + c.purpose for c in view.contributions] + [s.reference for s in view.sources]
    frame += [m.title + m.result + m.legal_power for m in view.measures]
    frame += [a.name_de + a.name_en for a in view.agencies]
    frame += [
        i.title + i.question + i.recommendation + i.decision for c in view.conferences for i in c.agenda
    ]
    choices = [
        c.label_de + c.label_en for t in ontology().nodes.values() for p in t.properties for c in p.choices
    ]
    types = [t.label_de + t.label_en for t in (*ontology().nodes.values(), *ontology().links.values())]
    known = " ".join([*_shown(records, going), *frame, *choices, *types])
    # Graph files carry since when and until when what goes holds: the same day is no secret then.
    days = {day for f in records.findings if f.id in going for day in (f.valid_from, f.valid_to)}
    return {s for s in _shown(records, staying) if s not in known and s not in days}


def _stands_in(secret: str, text: str) -> bool:
    """Tell whether a text holds this; a month is not held where it only begins a day that may go."""
    if _MONTH.fullmatch(secret):
        return re.search(rf"(?<!\d){secret}(?!-\d)", text) is not None
    return secret in text


def _pdf_text(path: Path) -> str:
    texts = pages_of(path)
    # Lines break anywhere, also at hyphens: what was broken must still be found.
    return "".join("".join(texts).replace("\ufffe", "").split())


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A demo store of its own: handing over writes into its ledger."""
    store, _recovery = Store.create(
        tmp_path_factory.mktemp("leak") / "x.rundblick",
        "muster-passphrase",
        user="muster",
        cost=KdfCost(128 * 1024, 1, 1),
    )
    build(store)
    yield store
    store.close()


@pytest.mark.parametrize("reference", ["360-2026-001", "360-2026-002"])
@pytest.mark.parametrize("class_code", ["A03", "A04", "A12"])
def test_nothing_withheld_is_in_what_leaves(
    demo_store: Store, tmp_path: Path, reference: str, class_code: str
) -> None:
    case_id = cases.find(demo_store, reference).id
    request = _hard(demo_request(demo_store, case_id, class_code))
    records = cases.records(demo_store, case_id)
    release = release_case(demo_store, case_id, request)
    secrets = _secrets(records, release)
    assert len(secrets) > 20
    write_briefing(demo_store, case_id, request, tmp_path / "u.pdf", language="de")
    text = _pdf_text(tmp_path / "u.pdf")
    leaked = {s for s in secrets if "".join(s.split()) in text}
    for ending in ("svg", "graphml", "gexf"):
        file = tmp_path / f"b.{ending}"
        write_chart_file(demo_store, case_id, request, file, algorithm="circle", language="de")
        drawn = file.read_text(encoding="utf-8")
        leaked |= {s for s in secrets if _stands_in(s, drawn)}
    assert leaked == set()


def _hard(request: ReleaseRequest) -> ReleaseRequest:
    """Leave half of the conditions unconfirmed, so that a good part of the case stays."""
    kept = sorted(request.confirmed)[::2]
    return replace(request, confirmed=frozenset(kept))
