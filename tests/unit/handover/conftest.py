"""Two workstations: one with a case, one with nothing but its keys; each trusts the other."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.base.records import Label, Standing
from app.casework import agencies, cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.handover import identities, key_trust
from app.policy.provisions import catalogue
from app.policy.release import ReleaseRequest
from app.policy.transmission_limits import limits
from app.store.store import Store

LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
ALL_CONDITIONS = frozenset(
    (p.id, no) for p in catalogue().values() for no in range(1, len(p.conditions) + 1)
) | {(x.key, 1) for x in limits()}


@dataclass(frozen=True)
class Office:
    """A store with a case: two people, a link, an assessment, and three findings that must stay."""

    store: Store
    case_id: str
    secrets: tuple[str, ...]

    def request(self, agency: str = "Zoll Musterstadt", **more: object) -> ReleaseRequest:
        recipient = agencies.find(self.store, agency)
        base = {"as_of": "2026-06-01", "confirmed": ALL_CONDITIONS, **more}
        return ReleaseRequest(recipient, "Prüfung", "Fallkonferenz 1", **base)  # type: ignore[arg-type]


@pytest.fixture
def office(store: Store) -> Office:
    for code, name in (
        ("A09", "Gewerbeamt Musterstadt"),
        ("A03", "Zoll Musterstadt"),
        ("OFFICE", "Geschäftsstelle"),
    ):
        agencies.add(store, code, name)
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]

    def source(agency: str, label: Label | None = LABEL) -> str:
        agency_id = agencies.find(store, agency).id
        delivered = contributions.register(store, case_id, agency_id, f"Auszug {agency}", label=label)
        return contributions.add_source(store, case_id, delivered.ids[0], "register", "Blatt 3", "A").ids[0]

    trade, bare = source("Gewerbeamt Musterstadt"), source("Gewerbeamt Musterstadt", None)
    a = subjects.add_node(store, case_id, "person", [Statement("name", "Ayşe Örnek", trade)]).ids
    b = subjects.add_node(store, case_id, "person", [Statement("name", "Jan Przykładowy", trade)]).ids
    subjects.add_link(store, case_id, "contact", a[0], b[0], [Statement("exists", "yes", trade)])
    findings.record(
        store, case_id, a[0],
        Statement("note", "leitet den Betrieb", source("Geschäftsstelle"), standing=Standing.ASSESSMENT,
                  author_agency_id=agencies.find(store, "Geschäftsstelle").id, basis=(a[1],)),
    )  # fmt: skip
    findings.record(store, case_id, a[0], Statement("note", "Geheimwort Ulme", bare))
    findings.record(store, case_id, a[0], Statement("note", "Geheimwort Esche", trade, handling="H2"))
    hidden = subjects.add_node(store, case_id, "person", [Statement("name", "Geheimwort Linde", bare)])
    assert hidden.ids
    return Office(store, case_id, ("Ulme", "Esche", "Linde"))


@pytest.fixture
def partner(template: tuple[Path, str], tmp_path: Path, store: Store) -> Iterator[Store]:
    path = tmp_path / "partner.rundblick"
    shutil.copytree(template[0], path)
    other = Store.open_with_recovery_key(path, template[1], "partner")
    here, there = identities.make_own(store, "Geschäftsstelle"), identities.make_own(other, "Zoll")
    key_trust.trust(store, there.public().to_text())
    key_trust.trust(other, here.public().to_text())
    yield other
    other.close()
