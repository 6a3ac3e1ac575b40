"""Invented names are spread over spellings without any pattern between spelling and role.

The spellings stand here, in the test: the product knows no such thing.
"""

from collections import Counter, defaultdict

import pytest

from app.base.records import CaseRecords

# Every family name means "sample", "example", "draft" or "model", so that it is recognisably invented.
SPELLINGS = {
    "German": "Musterfrau Beispiel Probe Vorlage Exempel Muster",
    "Turkish": "Örnek Numune Deneme Taslak Modelci Numuneci",
    "Arabic": "Namudhaj Mithal Ayyina Mithali Tajriba Ayyini",
    "Polish": "Przykładowy Próbna Wzorcowy Próbny Wzór Przykład",
    "Vietnamese": "Mẫu Dụ Thử Nghiệm",
    "Greek": "Paradeigma Deigma Protypos Deigmatos Dokimi Ypodeigma",
    "Portuguese": "Exemplo Amostra Modelo Ensaio Amostragem Exemplar",
    "Dutch": "Voorbeeld Proefman Toonbeeld Voorbeeldsma Proefstuk",
}
SPELLING_OF = {name: spelling for spelling, names in SPELLINGS.items() for name in names.split()}
SUSPECT = "suspect"
SAME_EVERYWHERE = 0.15


def people(case: CaseRecords) -> dict[str, tuple[str, str]]:
    """Name and current role of every person of a case."""
    corrected = {f.supersedes for f in case.findings}
    persons = {s.id for s in case.subjects if s.type == "person"}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for f in case.findings:
        if f.subject_id in persons and f.id not in corrected and f.property in ("name", "role"):
            said[f.subject_id][f.property] = f.value
    return {i: (values["name"], values["role"]) for i, values in said.items()}


@pytest.fixture(scope="module")
def table(synthetic: dict[str, CaseRecords]) -> dict[str, Counter[str]]:
    """How many people of each spelling have each role, over both cases."""
    counts: dict[str, Counter[str]] = {spelling: Counter() for spelling in SPELLINGS}
    for case in synthetic.values():
        for name, role in people(case).values():
            counts[SPELLING_OF[name.split()[-1]]][role] += 1
    return counts


def test_every_person_has_a_role_and_an_invented_name(synthetic: dict[str, CaseRecords]) -> None:
    for case in synthetic.values():
        found = people(case)
        assert len(found) == len([s for s in case.subjects if s.type == "person"])
        assert {name.split()[-1] for name, _role in found.values()} <= SPELLING_OF.keys()


def test_every_spelling_occurs_equally_often(table: dict[str, Counter[str]]) -> None:
    totals = {spelling: roles.total() for spelling, roles in table.items()}
    assert max(totals.values()) - min(totals.values()) <= 1


def test_suspects_are_as_frequent_in_every_spelling(table: dict[str, Counter[str]]) -> None:
    shares = [roles[SUSPECT] / roles.total() for roles in table.values()]
    assert max(shares) - min(shares) <= SAME_EVERYWHERE
    assert max(shares) < 0.5


def test_every_spelling_has_several_roles(table: dict[str, Counter[str]]) -> None:
    assert all(len(roles) >= 3 for roles in table.values())


@pytest.mark.parametrize("role", [SUSPECT, "witness", "victim", "official", "business_responsible"])
def test_no_role_belongs_to_few_spellings(table: dict[str, Counter[str]], role: str) -> None:
    having = [spelling for spelling, roles in table.items() if roles[role]]
    total = sum(roles[role] for roles in table.values())
    assert len(having) >= 4
    assert max(roles[role] for roles in table.values()) <= total / 3


def test_each_case_alone_is_spread_too(synthetic: dict[str, CaseRecords]) -> None:
    for case in synthetic.values():
        suspects = Counter(
            SPELLING_OF[name.split()[-1]] for name, role in people(case).values() if role == SUSPECT
        )
        assert len(suspects) >= 6
        assert max(suspects.values()) <= 2
