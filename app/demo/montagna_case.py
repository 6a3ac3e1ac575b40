"""The third demo case: a network from published research, brought in the way every file is.

Meetings and phone calls of the "Montagna" inquiry, as published by Cavallaro et al., PLOS ONE 15(8):
e0236476, 2020 (data: Zenodo record 3938818, licence CC-BY 4.0). People are numbers; there are no names.
"""

from app.analysis.layouts import layout
from app.analysis.network import build_network
from app.base.paths import resource
from app.base.records import Label
from app.casework import agencies, cases, charts
from app.handover.importing import Origin, import_file
from app.store.store import Store

REFERENCE = "360-2026-003"
CITATION = "Cavallaro u. a., PLOS ONE 15(8): e0236476, 2020; Zenodo 3938818; CC-BY 4.0"
_PURPOSE = "Vorführung der Auswertung an einem veröffentlichten, namenlosen Forschungsdatensatz"
_LAYERS = (
    ("Montagna_meetings_edgelist.csv", "treffen", "met", "Treffen"),
    ("Montagna_phonecalls_edgelist.csv", "telefon", "phoned", "Telefonate"),
)
_LABEL = Label(
    means="Veröffentlichte Forschungsdaten",
    person_category="Personen ohne Namen (Nummern)",
    interest="Forschung und Ausbildung",
    collecting_body="Veröffentlichung der Autorinnen und Autoren",
    legal_basis="Lizenz CC-BY 4.0",
)


def build_montagna(store: Store) -> str:
    """Build the case from its two files, one layer and one chart each, and return its reference."""
    case_id = cases.create(
        store,
        REFERENCE,
        "Montagna: Treffen und Telefonate (veröffentlichter Datensatz)",
        _PURPOSE,
        f"Keine personenbezogenen Daten; Nutzung nach Lizenz. Quelle: {CITATION}",
        question="Wer vermittelt zwischen den Gruppen, und sind es in Treffen und Telefonaten dieselben?",
        regime="research",
        controller="Hochschule (Forschung)",
        topic="research data",
        pillar="Knowledge transfer",
        status="active",
    ).ids[0]
    origin = Origin(agencies.find(store, "X10"), purpose=_PURPOSE, label=_LABEL, reference=CITATION)
    for name, profile, _layer, _title in _LAYERS:
        import_file(store, case_id, resource("demo", "montagna", name), origin, profile=profile)
    records = cases.records(store, case_id)
    for _name, _profile, layer, title in _LAYERS:
        network = build_network(records.subjects, records.findings, layer=layer)
        charts.create(store, case_id, title, "organic", layout(network, "organic"))
    return REFERENCE
