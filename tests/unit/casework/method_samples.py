"""Begonnene Methoden über einem kleinen Fall: eine Person, eine Firma, drei Erkenntnisse."""

from dataclasses import dataclass

from app.base.method_records import Method, MethodKind, PartKind
from app.casework import cases, findings, method_parts, methods, subjects
from app.casework.findings import Statement
from app.store.store import Store
from tests.unit.casework.conftest import Desk


@dataclass(frozen=True)
class Table:
    """What the stories sit at; `firm` and `second` are findings on a firm, `person` is on a person."""

    desk: Desk
    firm: str
    second: str
    person: str
    method: str

    @property
    def store(self) -> Store:
        return self.desk.store

    def read(self) -> Method:
        return methods.read(self.store, self.method)

    def add(
        self, kind: PartKind, text: str = "", *, at: str = "", cites: tuple[str, ...] = (), **more: str
    ) -> str:
        values = {"text": text, **more}
        return method_parts.add(self.store, self.method, kind, values, above_id=at, cites=cites).ids[0]

    def step(self, no: int = 1) -> str:
        return self.read().of(PartKind.STEP)[no - 1].id


def begun(desk: Desk, kind: MethodKind, template: str = "") -> Table:
    store, case = desk.store, desk.case_id
    person = desk.person("Erika Mustermann")
    named = Statement("name", "Muster Vermietung GmbH", desk.source_id, credibility="2")
    firm = subjects.add_node(store, case, "organisation", [named]).ids[0]
    note = Statement("statement", "Rechnungen ohne Kilometerstand", desk.source_id, credibility="1")
    findings.record(store, case, firm, note)
    held = cases.records(store, case).findings
    of_person = next(f.id for f in held if f.subject_id == person and f.property == "name")
    of_firm = next(f.id for f in held if f.subject_id == firm and f.property == "name")
    second = next(f.id for f in held if f.subject_id == firm and f.property == "statement")
    made = methods.create(store, case, kind, template=template).ids[0]
    return Table(desk, of_firm, second, of_person, made)
